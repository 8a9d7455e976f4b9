import type { Simulator } from '../simulator.ts';
import { findPerson, findPersonByPsid, psidOf } from '../state/find-in-world.ts';
import type { Page } from '../state/world.ts';
import { emitEvent } from '../webhook/emit-event.ts';
import { personEvent } from '../webhook/messaging-event.ts';
import type { PageCall } from './edge.ts';
import { badParameter, invalidLinkingToken, noMatchingUser } from './graph-error.ts';

/**
 * The page-scoped id behind the token of an account linking, as often as asked while it lives.
 * @throws {GraphError} 10303
 */
export function linkedPerson(sim: Simulator, page: Page, token: unknown): string {
  const { world } = sim.store;
  const found = world.linkingTokens.find((one) => one.token === token && one.pageId === page.id);
  const person = found && findPerson(world, found.personId);
  if (!found || !person || found.expiresAt <= sim.clock.now().getTime()) throw invalidLinkingToken();
  return psidOf(person, page);
}

/**
 * Ends the linking of a person's account; the app is told as if the person had done it (unverified).
 * @throws {GraphError} 100 for nobody of this Page
 */
export function unlinkAccount(sim: Simulator, { page, params }: PageCall): object {
  const { psid } = params;
  if (psid === undefined) throw badParameter('The parameter psid is required');
  if (!findPersonByPsid(sim.store.world, page.id, String(psid))) throw noMatchingUser();
  const head = { psid: String(psid), pageId: page.id, at: sim.clock.now() };
  emitEvent(sim, page.id, personEvent(head, 'account_linking', { status: 'unlinked' }));
  return { result: 'unlink account success' };
}
