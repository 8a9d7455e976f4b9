import { isArrival, type MessengerEvent } from '../../shared/messenger/messenger-event.ts';
import type { Ctx } from '../base/ctx.ts';
import { receiveArrival } from './receive-arrival.ts';

/** Events that say how somebody came are arrivals; all others are none of this room's business. */
export async function handleArrivalEvent(ctx: Ctx, event: MessengerEvent): Promise<void> {
  if (isArrival(event)) await receiveArrival(ctx, event);
}
