import { atLeisure } from '../../base/at-leisure.ts';
import { DAY, later } from '../../base/clock.ts';
import type { Ctx } from '../../base/ctx.ts';
import { deleteCodes, deleteTries } from './store.ts';

/** Longer than a Page is expected to get codes, and than tries are held against anybody. */
const CODES_KEPT_MS = 8 * DAY;
const TRIES_KEPT_MS = 2 * DAY;
const BATCH = 500;

/** Forgets codes and tries that nothing depends on any more, in small writes. */
export async function purgeLinkCodes(ctx: Ctx): Promise<void> {
  const now = ctx.clock.now();
  await inBatches(() => ctx.storage.write((tx) => deleteCodes(tx, later(now, -CODES_KEPT_MS), BATCH)));
  await inBatches(() => ctx.storage.write((tx) => deleteTries(tx, later(now, -TRIES_KEPT_MS), BATCH)));
}

async function inBatches(step: () => Promise<number>): Promise<void> {
  await atLeisure(async () => (await step()) === BATCH);
}
