import { HOUR, MINUTE } from '../../base/clock.ts';
import type { Simulator } from '../simulator.ts';
import { newToken } from '../state/new-token.ts';
import type { LinkingToken, Page, Person } from '../state/world.ts';

const LIFETIME_MS = 5 * MINUTE;
/** How long it is still known whose an expired token was, for whoever comes back too late. */
const REMEMBERED_MS = HOUR;

/**
 * The token in the address that a phone opens to link an account: it names this person at this Page for five minutes.
 * @param button the app whose button was tapped, and what it opens
 */
export function issueLinkingToken(
  sim: Simulator,
  page: Page,
  person: Person,
  button: { readonly appId: string | null; readonly url: string } | null = null,
): LinkingToken {
  const { world } = sim.store;
  const now = sim.clock.now().getTime();
  const token: LinkingToken = {
    token: newToken(sim.random),
    pageId: page.id,
    personId: person.id,
    expiresAt: now + LIFETIME_MS,
    appId: button?.appId ?? null,
    url: button?.url ?? null,
    spentAt: null,
  };
  world.linkingTokens = world.linkingTokens.filter((one) => one.expiresAt > now - REMEMBERED_MS);
  world.linkingTokens.push(token);
  sim.store.changed();
  return token;
}
