import type { Ctx } from '../base/ctx.ts';
import { enqueueDrains } from './jobs.ts';
import type { ParkReason } from './park-reason.ts';
import { selectParkedPages, unparkEvents } from './store.ts';

const UNKNOWN_PAGE: ParkReason = 'unknown_page';
const BATCH = 500;

/** Lets the events that were parked because this Page was not connected be applied, in small writes. Call it once it is. */
export async function applyParked(ctx: Ctx, pageId: string): Promise<void> {
  const some = { pageId, parkedFor: UNKNOWN_PAGE, limit: BATCH };
  for (let freed = BATCH; freed === BATCH;) {
    freed = await ctx.storage.write(async (tx) => {
      const partitions = await unparkEvents(tx, some, ctx.clock.now());
      await enqueueDrains(ctx, tx, new Set(partitions));
      return partitions.length;
    });
  }
}

/** Does the same for every Page that is connected by now: the call for one may have been lost, or come a moment too early. */
export async function applyForgotten(ctx: Ctx, isConnectedPage: (pageId: string) => Promise<boolean>): Promise<void> {
  const pageIds = await ctx.storage.read((at) => selectParkedPages(at, UNKNOWN_PAGE));
  for (const pageId of pageIds) if (await isConnectedPage(pageId)) await applyParked(ctx, pageId);
}
