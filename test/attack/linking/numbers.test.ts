import { expect, test } from 'vitest';
import type { Ctx } from '../../../server/base/ctx.ts';
import { systemRandom } from '../../../server/base/random.ts';
import { drawNumbers } from '../../../server/linking/attempts/asking/draw-numbers.ts';

const LATE = Array.from({ length: 60 }, (_, i) => 10 + i);

/** A thread that had these numbers lately. */
const ctx = {
  random: systemRandom,
  clock: { now: () => new Date() },
  settings: { questionLifetimeMs: 1 },
  storage: { read: async () => LATE },
} as unknown as Ctx;

/** How many of the other seven choices somebody would know from questions they had brought about themselves. */
async function knownAmongOthers(number: number): Promise<number> {
  let known = 0;
  for (let round = 0; round < 200; round++) {
    const { choices } = await drawNumbers(ctx, { pageId: '1', psid: '1' }, number);
    known += choices.filter((one) => one !== number && LATE.includes(one)).length;
  }
  return known / 200;
}

test('a number that a page shows is not told from the others by questions that came after it', async () => {
  // Of 90 numbers 60 are known: of seven others four or five are, whether the right one is among them or not.
  for (const number of [30, 80]) {
    const known = await knownAmongOthers(number);
    expect([known > 4, known < 5.3]).toEqual([true, true]);
  }
});

test('a number is guessed once in eight times, and no place among the choices is likelier than another', async () => {
  const hits = Array.from({ length: 8 }, () => 0);
  for (let round = 0; round < 1600; round++) {
    const { number, choices } = await drawNumbers(ctx, { pageId: '1', psid: '1' }, 42);
    const place = choices.indexOf(number);
    hits[place] = (hits[place] ?? 0) + 1;
  }
  // 200 each; further away than 75 is less likely than one in ten million.
  expect(hits.filter((count) => count < 125 || count > 275)).toEqual([]);
});
