import type { Simulator } from '../simulator.ts';
import { threadOf } from '../state/find-in-world.ts';
import type { Page, Person, Thread } from '../state/world.ts';
import { addNote } from './add-note.ts';

/** A person blocks the Page, or no longer: no webhook tells of it, only what the Page sends is refused. */
export function blockPage(sim: Simulator, page: Page, person: Person, input: { readonly isBlocked: boolean }): Thread {
  const thread = threadOf(sim.store.world, page, person);
  if (thread.isBlocked !== input.isBlocked)
    addNote(sim, thread, input.isBlocked ? 'You blocked this Page' : 'You unblocked this Page');
  thread.isBlocked = input.isBlocked;
  sim.store.changed();
  return thread;
}
