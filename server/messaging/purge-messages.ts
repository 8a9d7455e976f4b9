import { DAY, later } from '../base/clock.ts';
import type { Ctx } from '../base/ctx.ts';
import { deleteMessages, selectOldest } from './store.ts';

/** For whoever asks what was said and why not; the thread itself is kept by the platform. */
const KEPT_MS = 90 * DAY;
const BATCH = 500;

/** Forgets what was said, or could not be, long ago, in small writes; what is still to be said stays. */
export async function purgeMessages(ctx: Ctx): Promise<void> {
  const before = later(ctx.clock.now(), -KEPT_MS);
  let after: number | undefined = 0;
  while (after !== undefined) after = await purgeBehind(ctx, after, before);
}

/** Answers the place to go on behind; undefined: from there on everything is young. */
async function purgeBehind(ctx: Ctx, after: number, before: Date): Promise<number | undefined> {
  const rows = await ctx.storage.read((at) => selectOldest(at, after, BATCH));
  const old = rows.filter(({ createdAt }) => createdAt < before);
  const places = old.flatMap(({ seq, settledAt }) => (settledAt ? [seq] : []));
  if (places.length > 0) await ctx.storage.write((tx) => deleteMessages(tx, places));
  return old.length === BATCH ? old.at(-1)?.seq : undefined;
}
