import type { Simulator } from '../simulator.ts';
import { psidOf, threadOf } from '../state/find-in-world.ts';
import type { Page, Person, Thread } from '../state/world.ts';
import { emitEvent } from '../webhook/emit-event.ts';
import { linkReferral, postbackEvent } from '../webhook/messaging-event.ts';

const TITLE = 'Get Started';

/** A person taps Get Started: the thread exists from now on, and the server gets the ref that was waiting. */
export function tapGetStarted(sim: Simulator, page: Page, person: Person): Thread {
  const thread = threadOf(sim.store.world, page, person);
  if (thread.exists) return thread;
  const at = sim.clock.now();
  const mid = `m_${sim.random.token(256)}`;
  const referral = thread.pendingRef === null ? undefined : linkReferral(thread.pendingRef);
  const postback = { mid, title: TITLE, payload: page.getStartedPayload, referral };
  thread.exists = true;
  thread.pendingRef = null;
  thread.lastActionAt = at.getTime();
  thread.messages.push({ mid, from: 'person', text: TITLE, at: at.getTime() });
  sim.store.changed();
  emitEvent(sim, page.id, postbackEvent({ psid: psidOf(person, page), pageId: page.id, at }, postback));
  return thread;
}
