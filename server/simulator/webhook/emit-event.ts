import type { Simulator } from '../simulator.ts';
import { getPage } from '../state/find-in-world.ts';
import type { Delivery } from './delivery-log.ts';
import type { MessagingEvent } from './messaging-event.ts';
import { subscriptionField } from './subscription-field.ts';

/** Sends the event to the app if the Page is subscribed to its field; the log of deliveries keeps it either way. */
export function emitEvent(sim: Simulator, pageId: string, event: MessagingEvent): Delivery {
  const field = subscriptionField(event);
  const subscribed = getPage(sim.store.world, pageId).subscribedFields;
  if (field !== null && !subscribed.includes(field)) {
    return sim.webhooks.skip(pageId, [event], `The Page is not subscribed to "${field}".`);
  }
  return sim.webhooks.send(pageId, [event]);
}
