import type { Simulator } from '../simulator.ts';
import { getPage, getPerson, psidOf, threadOf } from '../state/find-in-world.ts';
import * as events from '../webhook/messaging-event.ts';
import { ConvenientEvent } from './control-body.ts';

/** Turns an item of `POST /control/events` into the event to send: a raw one stays exactly as it is. */
export function buildEvent(sim: Simulator, pageId: string, item: events.MessagingEvent): events.MessagingEvent {
  if (!('kind' in item)) return item;
  const input = ConvenientEvent.parse(item);
  const at = sim.clock.now();
  if (input.kind === 'optin_user_ref') {
    return events.userRefOptinEvent({ pageId, at }, { ref: input.ref, user_ref: input.userRef });
  }
  return buildFromPerson(
    { psid: actedPsid(sim, pageId, input.person), pageId, at },
    `m_${sim.random.token(256)}`,
    input,
  );
}

function buildFromPerson(
  head: events.EventHead,
  mid: string,
  input: Exclude<ConvenientEvent, { kind: 'optin_user_ref' }>,
): events.MessagingEvent {
  switch (input.kind) {
    case 'optin':
      return events.optinEvent(head, input.ref);
    case 'postback':
      return events.postbackEvent(head, { mid, title: input.title, payload: input.payload, referral: input.referral });
    case 'referral':
      return events.referralEvent(head, referralOf(input));
    case 'message_referral':
      return events.messageEvent(head, { mid, text: input.text, referral: referralOf(input) });
  }
}

function referralOf({ ref, source, type, ad_id }: events.Referral): events.Referral {
  return { ref, source, type, ad_id };
}

/** Whoever acted has a thread from then on, and its messaging window is open. */
function actedPsid(sim: Simulator, pageId: string, personId: string): string {
  const page = getPage(sim.store.world, pageId);
  const person = getPerson(sim.store.world, personId);
  const thread = threadOf(sim.store.world, page, person);
  thread.exists = true;
  thread.lastActionAt = sim.clock.now().getTime();
  sim.store.changed();
  return psidOf(person, page);
}
