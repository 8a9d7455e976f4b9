import type { Simulator } from '../simulator.ts';
import type { Page, Person } from '../state/world.ts';

/** Starts over: the thread is gone and the next link meets Get Started again. The person's ids stay. */
export function forgetThread(sim: Simulator, page: Page, person: Person): void {
  const { world } = sim.store;
  world.threads = world.threads.filter((one) => one.pageId !== page.id || one.personId !== person.id);
  sim.store.changed();
}
