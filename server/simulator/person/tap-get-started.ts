import { RequestRefused } from '../request-refused.ts';
import type { Simulator } from '../simulator.ts';
import { threadOf } from '../state/find-in-world.ts';
import { newMessage } from '../state/new-message.ts';
import type { Choice, Page, Person, Thread } from '../state/world.ts';
import { emitEvent } from '../webhook/emit-event.ts';
import { personEvent } from '../webhook/messaging-event.ts';
import { actInThread } from './act-in-thread.ts';
import { takeReferral } from './take-referral.ts';

/** What an Instagram account offers in a new thread, where a Page has Get Started. */
export const ICE_BREAKERS: readonly Choice[] = [
  { title: 'Do you ship to my country?', payload: 'ASK_SHIPPING' },
  { title: 'Is this in stock?', payload: 'ASK_STOCK' },
];

/**
 * A person taps Get Started: the thread exists from now on, and the server gets the ref that was waiting.
 * @throws {RequestRefused} 404 when the Page offers no such button
 */
export function tapGetStarted(sim: Simulator, page: Page, person: Person): Thread {
  const thread = threadOf(sim.store.world, page, person);
  if (thread.exists) return thread;
  const payload = page.getStartedPayload;
  if (payload === null) throw new RequestRefused(404, `${page.name} has no Get Started button: write to it.`);
  return sendPostback(sim, page, person, { title: 'Get Started', payload }, page.getStartedAppId);
}

/**
 * A person taps something that sends a postback: its title stands in the thread, its payload goes to the app that made it, or
 * to all where none is named.
 */
export function sendPostback(
  sim: Simulator,
  page: Page,
  person: Person,
  choice: Choice,
  madeBy: string | null = null,
): Thread {
  const { thread, head } = actInThread(sim, page, person);
  const mid = `m_${sim.random.token(256)}`;
  const { title, payload } = choice;
  const referral = takeReferral(page, thread);
  thread.messages.push(newMessage({ mid, from: 'person', text: title, at: head.at.getTime() }));
  sim.store.changed();
  emitEvent(sim, page.id, personEvent(head, 'postback', { mid, title, payload, referral }), { madeBy });
  return thread;
}
