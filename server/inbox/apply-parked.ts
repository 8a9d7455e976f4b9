import type { Ctx } from '../base/ctx.ts';
import { enqueueDrains } from './jobs.ts';
import type { ParkReason } from './park-reason.ts';
import { selectParkedPages, unparkEvents } from './store.ts';

const UNKNOWN_PAGE: ParkReason = 'unknown_page';

/** Lets the events that were parked because this Page was not connected be applied. Call it once it is. */
export async function applyParked(ctx: Ctx, pageId: string): Promise<void> {
  await ctx.storage.write(async (tx) => {
    await enqueueDrains(ctx, tx, await unparkEvents(tx, pageId, UNKNOWN_PAGE, ctx.clock.now()));
  });
}

/** Does the same for every Page that is connected by now: the call for one may have been lost, or come a moment too early. */
export async function applyForgotten(ctx: Ctx, isConnectedPage: (pageId: string) => Promise<boolean>): Promise<void> {
  const pageIds = await ctx.storage.read((at) => selectParkedPages(at, UNKNOWN_PAGE));
  for (const pageId of pageIds) if (await isConnectedPage(pageId)) await applyParked(ctx, pageId);
}
