import { actInThread } from '../person/act-in-thread.ts';
import { addNote } from '../person/add-note.ts';
import type { Simulator } from '../simulator.ts';
import type { Page, Person } from '../state/world.ts';
import { emitEvent } from '../webhook/emit-event.ts';
import { optinEvent, pageEvent } from '../webhook/messaging-event.ts';

/**
 * A person confirmed Send to Messenger: the thread exists, its window is open, and the apps hear of it each time anew.
 * @throws {RequestRefused} 403 while the person blocks the Page
 */
export function optIn(sim: Simulator, page: Page, person: Person, ref: string | undefined): void {
  const { thread, head } = actInThread(sim, page, person);
  addNote(sim, thread, 'Sent to Messenger from a website');
  sim.store.changed();
  emitEvent(sim, page.id, optinEvent(head, ref));
}

/** A form with a ticked checkbox was sent: the apps hear of a user_ref, and not who it is. */
export function optInByCheckbox(sim: Simulator, page: Page, refs: { ref: string | undefined; userRef: string }): void {
  const head = { pageId: page.id, at: sim.clock.now() };
  emitEvent(sim, page.id, pageEvent(head, 'optin', { ref: refs.ref, user_ref: refs.userRef }));
}
