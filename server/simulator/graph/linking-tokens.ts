import { endLinkedAccount } from '../linking/end-linked-account.ts';
import type { Simulator } from '../simulator.ts';
import { findPerson, findPersonByPsid, psidOf } from '../state/find-in-world.ts';
import type { LinkingToken, Page } from '../state/world.ts';
import type { PageCall } from './edge.ts';
import { badParameter, invalidLinkingToken, noMatchingUser } from './graph-error.ts';

/**
 * The page-scoped id behind the token of an account linking, as often as asked until it is five minutes old or spent.
 * @throws {GraphError} 10303
 */
export function linkedPerson(sim: Simulator, page: Page, token: unknown): string {
  const { world } = sim.store;
  const found = world.linkingTokens.find((one) => one.token === token && one.pageId === page.id);
  const person = found && findPerson(world, found.personId);
  if (!found || !person || !isLive(sim, found)) throw invalidLinkingToken();
  return psidOf(person, page);
}

/** Whether somebody can still log in with this token: it is young, and nobody came back with it. */
export function isLive(sim: Simulator, { expiresAt, spentAt }: LinkingToken): boolean {
  return spentAt === null && expiresAt > sim.clock.now().getTime();
}

/**
 * Ends the linking of a person's account, if there is one; the app is told as if the person had done it (unverified).
 * @throws {GraphError} 100 for nobody of this Page
 */
export function unlinkAccount(sim: Simulator, { page, params }: PageCall): object {
  const { psid } = params;
  if (psid === undefined) throw badParameter('The parameter psid is required');
  const person = findPersonByPsid(sim.store.world, page.id, String(psid));
  if (!person) throw noMatchingUser();
  endLinkedAccount(sim, page, person);
  return { result: 'unlink account success' };
}
