import { DAY, later } from '../base/clock.ts';
import type { Ctx } from '../base/ctx.ts';
import { deleteIdleGroups } from './store.ts';

/** How long a group of unmatched refs is kept after somebody last came with it. */
const KEPT_MS = 90 * DAY;

/** Forgets groups of unmatched refs that nobody comes with any more, so that new ones find room. */
export async function purgeUnmatchedRefs(ctx: Ctx): Promise<void> {
  await ctx.storage.write((tx) => deleteIdleGroups(tx, later(ctx.clock.now(), -KEPT_MS)));
}
