import type { Simulator } from '../simulator.ts';
import { threadOf } from '../state/find-in-world.ts';
import type { Page, Person, Thread } from '../state/world.ts';

/** Gives a thread to an app, or to none, without a word to anybody: as if it had happened long ago. */
export function assignThread(sim: Simulator, page: Page, person: Person, ownerAppId: string | null): Thread {
  const thread = threadOf(sim.store.world, page, person);
  thread.ownerAppId = ownerAppId;
  thread.ownedAt = sim.clock.now().getTime();
  thread.ownedUntil = null;
  sim.store.changed();
  return thread;
}
