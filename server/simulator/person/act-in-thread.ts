import { RequestRefused } from '../request-refused.ts';
import type { Simulator } from '../simulator.ts';
import { psidOf, threadOf } from '../state/find-in-world.ts';
import { recordAction } from '../state/thread-owner.ts';
import type { Page, Person, Thread } from '../state/world.ts';
import type { EventHead } from '../webhook/messaging-event.ts';

/** The thread a person acts in, and the head of the event it makes. */
export interface ThreadAct {
  readonly thread: Thread;
  readonly head: EventHead;
}

/**
 * A person does something in a thread: it exists from now on, and its messaging window is open.
 * @throws {RequestRefused} 403 while the person blocks the Page
 */
export function actInThread(sim: Simulator, page: Page, person: Person): ThreadAct {
  const thread = threadOf(sim.store.world, page, person);
  if (thread.isBlocked) throw new RequestRefused(403, `${person.name} has blocked ${page.name}.`);
  const at = sim.clock.now();
  recordAction(sim, thread, at);
  return { thread, head: { psid: psidOf(person, page), pageId: page.id, at } };
}
