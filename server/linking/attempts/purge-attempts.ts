import { atLeisure } from '../../base/at-leisure.ts';
import { DAY, later } from '../../base/clock.ts';
import type { Ctx } from '../../base/ctx.ts';
import { deleteAttempts } from './store.ts';

const BATCH = 500;
/** The history of links says for good what came of an attempt: this is for whoever asks why. */
const KEPT_MS = 30 * DAY;

/** Deletes settled attempts that nobody asks about any more, in small writes. */
export async function purgeAttempts(ctx: Ctx): Promise<void> {
  const before = later(ctx.clock.now(), -KEPT_MS);
  await atLeisure(async () => (await ctx.storage.write((tx) => deleteAttempts(tx, before, BATCH))) === BATCH);
}
