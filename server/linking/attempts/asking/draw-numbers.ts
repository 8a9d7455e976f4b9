import { later } from '../../../base/clock.ts';
import type { Ctx } from '../../../base/ctx.ts';
import { Bug } from '../../../base/errors.ts';
import { selectNumbersOf, type ThreadKey } from '../store.ts';

/** How many numbers the thread shows, the right one among them. */
const CHOICES = 8;
const LEAST = 10;
const MOST = 99;
/** More than these are not avoided, or there would be too few left. */
const MOST_AVOIDED = 60;
/** The bytes of each draw: enough for no number to come noticeably more often. */
const BYTES = 3;

/** A number the site shows, and what the thread shows of it: itself among others, in an order that tells nothing. */
export interface DrawnNumbers {
  readonly number: number;
  readonly choices: readonly number[];
}

const ALL: readonly number[] = Array.from({ length: MOST - LEAST + 1 }, (_, i) => LEAST + i);

/**
 * A number that a page shows before the thread is asked. Any of them: what it were chosen from, its choices would have to be
 * chosen from as well, and whoever saw earlier questions would know which of them it is.
 */
export function drawNumber(ctx: Ctx): number {
  return at(ALL, createDice(ctx)(ALL.length));
}

/**
 * A number and the choices around it, none of which a late question of this thread had as its number: whoever still sees an
 * earlier one on their screen does not find it among the choices of a question that somebody else brought about.
 * @param given the number that a page of ours has shown already, from `drawNumber`: then nothing is avoided
 */
export async function drawNumbers(ctx: Ctx, thread: ThreadKey, given?: number): Promise<DrawnNumbers> {
  const below = createDice(ctx);
  if (given === undefined) {
    const since = later(ctx.clock.now(), -2 * ctx.settings.questionLifetimeMs);
    const late = await ctx.storage.read((read) => selectNumbersOf(read, thread, since));
    const avoided = new Set(late.slice(0, MOST_AVOIDED));
    const pool = ALL.filter((one) => !avoided.has(one));
    const choices = shuffle(pool, CHOICES, below);
    return { number: at(choices, below(CHOICES)), choices };
  }
  const others = ALL.filter((one) => one !== given);
  return { number: given, choices: shuffle([given, ...shuffle(others, CHOICES - 1, below)], CHOICES, below) };
}

function createDice(ctx: Ctx): (below: number) => number {
  let bytes = Buffer.alloc(0);
  return (below) => {
    if (bytes.length < BYTES) bytes = Buffer.from(ctx.random.token(256), 'base64url');
    const drawn = bytes.readUIntBE(0, BYTES) % below;
    bytes = bytes.subarray(BYTES);
    return drawn;
  };
}

/** Some of these, in random order. */
function shuffle(from: readonly number[], count: number, below: (limit: number) => number): number[] {
  const left = [...from];
  return Array.from({ length: count }, () => {
    const [drawn] = left.splice(below(left.length), 1);
    if (drawn === undefined) throw new Bug('There were too few numbers to draw from.');
    return drawn;
  });
}

function at(list: readonly number[], index: number): number {
  const found = list[index];
  if (found === undefined) throw new Bug('A number was drawn beyond the end of the list.');
  return found;
}
