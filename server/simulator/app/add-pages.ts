import type { Simulator } from '../simulator.ts';
import { platformId } from '../state/platform-id.ts';
import { ensurePageToken, seedPage } from '../state/seed-world.ts';
import type { Page } from '../state/world.ts';

/** New Pages of Olivia's, which no app is connected to; everybody has an id on each. */
export function addPages(sim: Simulator, count: number): Page[] {
  const { world } = sim.store;
  const first = world.pages.length + 1;
  const pages = Array.from({ length: count }, (_, index) => {
    const page = seedPage(sim.random, platformId(sim.random), `page${first + index}`, `Page ${first + index}`);
    return { ...page, subscribedFields: [], getStartedPayload: null };
  });
  for (const page of pages) {
    world.pages.push(page);
    ensurePageToken(world, page, sim.clock.now());
    for (const person of world.people) person.psids[page.id] = platformId(sim.random);
  }
  sim.store.changed();
  return pages;
}
