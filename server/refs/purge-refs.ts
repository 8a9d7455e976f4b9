import { atLeisure } from '../base/at-leisure.ts';
import { DAY, later } from '../base/clock.ts';
import type { Ctx } from '../base/ctx.ts';
import { deleteStageCounts } from './stage-store.ts';
import { deleteRefs, forgetContexts, forgetPlaces } from './store.ts';

const BATCH = 500;
/** An arrival within the lifetime may be told of a day later: as long as the platform tries. */
const LATE_MS = DAY;
/** How long it stays known that a ref existed: its late arrivals are told from refs nobody ever registered. */
const REMEMBERED_MS = 365 * DAY;
/** How long it is kept what browsers told: two years can be compared. */
const COUNTS_KEPT_MS = 800 * DAY;

/**
 * Forgets where accounts were proven once nobody can redeem them any more, what visits carried once their context has expired,
 * and a year later that they existed; in small writes.
 */
export async function purgeRefs(ctx: Ctx): Promise<void> {
  const now = ctx.clock.now();
  await inBatches(() => ctx.storage.write((tx) => forgetPlaces(tx, later(now, -LATE_MS), BATCH)));
  await inBatches(() => ctx.storage.write((tx) => forgetContexts(tx, now, BATCH)));
  await inBatches(() => ctx.storage.write((tx) => deleteRefs(tx, later(now, -REMEMBERED_MS), BATCH)));
  await ctx.storage.write((tx) => deleteStageCounts(tx, later(now, -COUNTS_KEPT_MS)));
}

async function inBatches(step: () => Promise<number>): Promise<void> {
  await atLeisure(async () => (await step()) === BATCH);
}
