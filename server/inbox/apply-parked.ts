import type { Ctx } from '../base/ctx.ts';
import { enqueueDrains } from './jobs.ts';
import type { ParkReason } from './park-reason.ts';
import { unparkEvents } from './store.ts';

const UNKNOWN_PAGE: ParkReason = 'unknown_page';

/** Lets the events that were parked because this Page was not connected be applied. Call it in the write that connects it. */
export async function applyParked(ctx: Ctx, pageId: string): Promise<void> {
  await ctx.storage.write(async (tx) => {
    await enqueueDrains(ctx, tx, await unparkEvents(tx, pageId, UNKNOWN_PAGE, ctx.clock.now()));
  });
}
