import type { Simulator } from '../simulator.ts';
import { seedPeople } from '../state/seed-world.ts';
import { APP_FIELDS, fieldsOf } from '../state/subscription-fields.ts';

/** Back to the first day: Ada, Grace, no threads, no faults, real time. Pages, tokens and the shop's site stay. */
export function resetSimulator(sim: Simulator): void {
  const { world } = sim.store;
  world.people = seedPeople();
  world.threads = [];
  for (const page of world.pages) page.subscribedFields = [...fieldsOf(page.platform).atFirst];
  world.appFields = { page: [...APP_FIELDS.page], instagram: [...APP_FIELDS.instagram] };
  sim.clock.reset();
  sim.webhooks.reset();
  sim.store.changed();
}
