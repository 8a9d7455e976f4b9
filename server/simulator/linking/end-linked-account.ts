import type { Simulator } from '../simulator.ts';
import { isLoggedIn, psidOf } from '../state/find-in-world.ts';
import type { Page, Person } from '../state/world.ts';
import { emitEvent } from '../webhook/emit-event.ts';
import { personEvent } from '../webhook/messaging-event.ts';

/** Forgets that a person is logged in at a Page, and tells the apps; false when they were not, and nobody is told. */
export function endLinkedAccount(sim: Simulator, page: Page, person: Person): boolean {
  const { world } = sim.store;
  if (!isLoggedIn(world, page.id, person.id)) return false;
  world.linkedAccounts = world.linkedAccounts.filter((one) => one.pageId !== page.id || one.personId !== person.id);
  sim.store.changed();
  const head = { psid: psidOf(person, page), pageId: page.id, at: sim.clock.now() };
  emitEvent(sim, page.id, personEvent(head, 'account_linking', { status: 'unlinked' }));
  return true;
}
