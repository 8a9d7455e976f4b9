import type { Simulator } from '../simulator.ts';
import { AppSettings } from '../state/app-settings.ts';
import { LINKING_AS_IT_IS } from '../state/linking-rules.ts';
import { seedPeople } from '../state/seed-people.ts';
import { completeWorld } from '../state/seed-world.ts';
import { APP_FIELDS, fieldsOf } from '../state/subscription-fields.ts';
import { type Page, PAGE_TASKS } from '../state/world.ts';

/** Back to the first day: Ada, Grace, Olivia, one app, no threads, no faults, real time. Pages, their tokens and the shop's site stay. */
export function resetSimulator(sim: Simulator): void {
  const { world } = sim.store;
  sim.clock.reset();
  world.people = seedPeople();
  world.threads = [];
  world.tokens = [];
  world.linkingTokens = [];
  world.linkedAccounts = [];
  world.linkingRules = { ...LINKING_AS_IT_IS };
  world.app = AppSettings.parse({});
  world.moreApps = [];
  world.appFields = { page: [...APP_FIELDS.page], instagram: [...APP_FIELDS.instagram] };
  for (const page of world.pages) resetPage(page);
  completeWorld(world, sim.random, sim.clock.now());
  sim.webhooks.reset();
  sim.graphLog.clear();
  sim.traffic.reset();
  sim.store.changed();
}

function resetPage(page: Page): void {
  page.subscribedFields = [...fieldsOf(page.platform).atFirst];
  page.subscriptions = {};
  page.getStartedPayload = 'GET_STARTED';
  page.getStartedAppId = null;
  page.isPublished = true;
  page.isRestricted = false;
  page.tasks = [...PAGE_TASKS];
  page.instagramId = null;
  page.defaultAppId = null;
  page.otherApps = [];
  page.profile = {};
  page.personas = [];
  page.uploads = [];
}
