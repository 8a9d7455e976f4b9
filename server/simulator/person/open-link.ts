import type { Simulator } from '../simulator.ts';
import { psidOf, threadOf } from '../state/find-in-world.ts';
import type { Page, Person, Thread } from '../state/world.ts';
import { emitEvent } from '../webhook/emit-event.ts';
import { linkReferral, referralEvent } from '../webhook/messaging-event.ts';
import { addNote } from './add-note.ts';

/** What an m.me link says. */
export interface OpenedLink {
  readonly ref: string | null;
  readonly text: string | null;
}

/**
 * A person opens an m.me link. In a thread that exists the server hears of it at once; in a new one the ref of the newest
 * link waits for Get Started.
 */
export function openLink(sim: Simulator, page: Page, person: Person, link: OpenedLink): Thread {
  const thread = threadOf(sim.store.world, page, person);
  if (link.text !== null) thread.draft = link.text;
  if (!thread.exists) thread.pendingRef = link.ref;
  else if (link.ref !== null) referAgain(sim, page, person, thread, link.ref);
  sim.store.changed();
  return thread;
}

function referAgain(sim: Simulator, page: Page, person: Person, thread: Thread, ref: string): void {
  const at = sim.clock.now();
  thread.lastActionAt = at.getTime();
  addNote(sim, thread, 'Opened again from a link');
  emitEvent(sim, page.id, referralEvent({ psid: psidOf(person, page), pageId: page.id, at }, linkReferral(ref)));
}
