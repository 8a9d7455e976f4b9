import type { Simulator } from '../simulator.ts';
import { hasRoleOrIsLive } from '../state/app-role.ts';
import { findPersonByPsid, findThread, getPage } from '../state/find-in-world.ts';
import { listApps, type SimulatedApp } from '../state/simulated-app.ts';
import { hearsField } from '../state/subscribed-fields.ts';
import { isOwnedByAnother } from '../state/thread-owner.ts';
import type { Page, Person } from '../state/world.ts';
import type { Delivery } from './delivery-log.ts';
import { isJsonObject } from './map-objects.ts';
import type { MessagingEvent } from './messaging-event.ts';
import { standbyItem, subscriptionField, withoutPayload } from './subscription-field.ts';
import type { Update } from './update.ts';

/** Who is told of an event, where that is not every app of the Page alike. */
export interface Audience {
  /** Only these apps. */
  readonly appIds?: readonly string[] | undefined;
  /** The app that made the button which was tapped: no other gets its payload. Without one, all do. */
  readonly madeBy?: string | null | undefined;
}

interface Telling {
  readonly page: Page;
  readonly person: Person | null;
  readonly event: MessagingEvent;
}

/**
 * Sends the event to every app that is subscribed to its field itself and at the Page and may hear of this person, in
 * standby while another app owns the thread. The log of deliveries also keeps what the first app, and apps that once were
 * connected to the Page, do not get.
 * @returns what became of it, one for each app
 */
export function emitEvent(
  sim: Simulator,
  pageId: string,
  event: MessagingEvent,
  { appIds, madeBy = null }: Audience = {},
): Delivery[] {
  const page = getPage(sim.store.world, pageId);
  const person = personOf(sim, page, event);
  const concerned = listApps(sim).filter((app) => app.isFirst || app.id in page.subscriptions);
  const told = concerned.filter((app) => appIds?.includes(app.id) !== false);
  return told.map((app) => {
    const isTheirs = madeBy === null || madeBy === app.id;
    return tell(sim, app, { page, person, event: isTheirs ? event : withoutPayload(event) });
  });
}

function tell(sim: Simulator, app: SimulatedApp, { page, person, event }: Telling): Delivery {
  const object = page.platform === 'instagram' ? 'instagram' : 'page';
  const thread = person && findThread(sim.store.world, page.id, person.id);
  const waiting = thread && isOwnedByAnother(sim, thread, app.id) ? standbyItem(event) : null;
  const head = { appId: app.id, object, pageId: page.id } as const;
  const update: Update = waiting
    ? { ...head, place: 'standby', item: waiting }
    : { ...head, place: 'messaging', item: event };
  const reason = unheardOf(app, page, person) ?? missingSubscription(sim, app, page, update);
  return reason === null ? sim.webhooks.send([update]) : sim.webhooks.skip([update], reason);
}

/** Why the app hears nothing of this person at this Page, or null. */
function unheardOf(app: SimulatedApp, page: Page, person: Person | null): string | null {
  const { callbackUrl, roles } = app.settings;
  if (callbackUrl === null) return 'The app has no callback URL.';
  if (person && !hasRoleOrIsLive(app, person))
    return `The app is in development, and "${person.id}" has no role on it.`;
  if (person && !page.isPublished && !roles.includes(person.id)) return 'The Page is not published.';
  return null;
}

function missingSubscription(sim: Simulator, app: SimulatedApp, page: Page, update: Update): string | null {
  const own = subscriptionField(update);
  const needed = update.place === 'standby' ? ['standby', own] : [own];
  for (const field of needed) {
    if (field === null) continue;
    if (!hearsField(sim, page, app, field)) return `The Page is not subscribed to "${field}".`;
    if (!app.fields[update.object].includes(field)) return `The app is not subscribed to "${field}".`;
  }
  return null;
}

function personOf(sim: Simulator, page: Page, event: MessagingEvent): Person | null {
  const parties = [event['sender'], event['recipient']].map((party) =>
    isJsonObject(party) ? findPersonByPsid(sim.store.world, page.id, String(party['id'])) : null,
  );
  return parties.find((found) => found !== null) ?? null;
}
