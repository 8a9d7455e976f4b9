import type { Simulator } from '../simulator.ts';
import { findPersonByPsid, findThread, getPage } from '../state/find-in-world.ts';
import { hasRoleOrIsLive } from '../state/app-role.ts';
import { isOwnedByAnother } from '../state/thread-owner.ts';
import type { Page, Person } from '../state/world.ts';
import type { Delivery } from './delivery-log.ts';
import { isJsonObject } from './map-objects.ts';
import type { MessagingEvent } from './messaging-event.ts';
import { standbyItem, subscriptionField } from './subscription-field.ts';
import type { Update } from './update.ts';

/**
 * Sends the event to the app if the app and the Page are subscribed to its field and the app may hear of this person, in
 * standby while another app owns the thread; the log of deliveries keeps it either way.
 */
export function emitEvent(sim: Simulator, pageId: string, event: MessagingEvent): Delivery {
  const page = getPage(sim.store.world, pageId);
  const object = page.platform === 'instagram' ? 'instagram' : 'page';
  const person = personOf(sim, page, event);
  const thread = person && findThread(sim.store.world, page.id, person.id);
  const waiting = thread && isOwnedByAnother(sim, thread) ? standbyItem(event) : null;
  const update: Update = waiting
    ? { object, pageId, place: 'standby', item: waiting }
    : { object, pageId, place: 'messaging', item: event };
  const reason = unheardOf(sim, page, person) ?? missingSubscription(sim, page, update);
  return reason === null ? sim.webhooks.send([update]) : sim.webhooks.skip([update], reason);
}

/** Why the app hears nothing of this person at this Page, or null. */
function unheardOf(sim: Simulator, page: Page, person: Person | null): string | null {
  const { app } = sim.store.world;
  if (app.callbackUrl === null) return 'The app has no callback URL.';
  if (person && !hasRoleOrIsLive(sim, person))
    return `The app is in development, and "${person.id}" has no role on it.`;
  if (person && !page.isPublished && !app.roles.includes(person.id)) return 'The Page is not published.';
  return null;
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

function personOf(sim: Simulator, page: Page, event: MessagingEvent): Person | null {
  const parties = [event['sender'], event['recipient']].map((party) =>
    isJsonObject(party) ? findPersonByPsid(sim.store.world, page.id, String(party['id'])) : null,
  );
  return parties.find((found) => found !== null) ?? null;
}
