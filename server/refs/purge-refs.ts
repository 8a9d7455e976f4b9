import { DAY, later } from '../base/clock.ts';
import type { Ctx } from '../base/ctx.ts';
import { deleteRefs, forgetContexts } from './store.ts';

const BATCH = 500;
/** How long it stays known that a ref existed: its late arrivals are told from refs nobody ever registered. */
const REMEMBERED_MS = 365 * DAY;

/** Forgets what visits carried once their context has expired, and a year later that they existed; in small writes. */
export async function purgeRefs(ctx: Ctx): Promise<void> {
  const now = ctx.clock.now();
  await inBatches(() => ctx.storage.write((tx) => forgetContexts(tx, now, BATCH)));
  await inBatches(() => ctx.storage.write((tx) => deleteRefs(tx, later(now, -REMEMBERED_MS), BATCH)));
}

async function inBatches(step: () => Promise<number>): Promise<void> {
  let done: number;
  do {
    done = await step();
  } while (done === BATCH);
}
