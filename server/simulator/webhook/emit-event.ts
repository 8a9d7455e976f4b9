import type { Simulator } from '../simulator.ts';
import { findPersonByPsid, findThread, getPage } from '../state/find-in-world.ts';
import { isOwnedByAnother } from '../state/thread-owner.ts';
import type { Page } from '../state/world.ts';
import type { Delivery } from './delivery-log.ts';
import { isJsonObject } from './map-objects.ts';
import type { MessagingEvent } from './messaging-event.ts';
import { standbyItem, subscriptionField } from './subscription-field.ts';
import type { Update } from './update.ts';

/**
 * Sends the event to the app if the app and the Page are subscribed to its field, in standby while another app owns the
 * thread; the log of deliveries keeps it either way.
 */
export function emitEvent(sim: Simulator, pageId: string, event: MessagingEvent): Delivery {
  const page = getPage(sim.store.world, pageId);
  const object = page.platform === 'instagram' ? 'instagram' : 'page';
  const waiting = isInStandby(sim, page, event) ? standbyItem(event) : null;
  const update: Update = waiting
    ? { object, pageId, place: 'standby', item: waiting }
    : { object, pageId, place: 'messaging', item: event };
  const missing = missingSubscription(sim, page, update);
  return missing === null ? sim.webhooks.send([update]) : sim.webhooks.skip([update], missing);
}

function missingSubscription(sim: Simulator, page: Page, update: Update): string | null {
  const own = subscriptionField(update);
  const needed = update.place === 'standby' ? ['standby', own] : [own];
  for (const field of needed) {
    if (field === null) continue;
    if (!page.subscribedFields.includes(field)) return `The Page is not subscribed to "${field}".`;
    if (!sim.store.world.appFields[update.object].includes(field)) return `The app is not subscribed to "${field}".`;
  }
  return null;
}

function isInStandby(sim: Simulator, page: Page, event: MessagingEvent): boolean {
  const person = [event['sender'], event['recipient']]
    .map((party) => (isJsonObject(party) ? findPersonByPsid(sim.store.world, page.id, String(party['id'])) : null))
    .find((found) => found !== null);
  const thread = person && findThread(sim.store.world, page.id, person.id);
  return thread ? isOwnedByAnother(sim, thread) : false;
}
