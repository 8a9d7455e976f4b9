import { MINUTE } from '../../base/clock.ts';
import type { Simulator } from '../simulator.ts';
import { newToken } from '../state/new-token.ts';
import type { Page, Person } from '../state/world.ts';

const LIFETIME_MS = 5 * MINUTE;

/** The token in the address that a phone opens to link an account: it names this person at this Page for five minutes. */
export function issueLinkingToken(sim: Simulator, page: Page, person: Person): string {
  const { world } = sim.store;
  const now = sim.clock.now().getTime();
  const token = newToken(sim.random);
  world.linkingTokens = world.linkingTokens.filter((one) => one.expiresAt > now);
  world.linkingTokens.push({ token, pageId: page.id, personId: person.id, expiresAt: now + LIFETIME_MS });
  sim.store.changed();
  return token;
}
