import { isArrival, type MessengerEvent } from '../../shared/messenger/messenger-event.ts';
import type { Ctx } from '../base/ctx.ts';
import { touchThread } from './touch-thread.ts';

/** Every event that names a person touches the thread; arrivals do so by themselves, in their own order of steps. */
export async function handleThreadEvent(ctx: Ctx, event: MessengerEvent): Promise<void> {
  if (!isArrival(event)) await touchThread(ctx, event);
}
