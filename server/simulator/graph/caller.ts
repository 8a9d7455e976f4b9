import { constantTimeEqual, hmacSha256 } from '../../base/crypto/hash.ts';
import type { Simulator } from '../simulator.ts';
import { findPerson } from '../state/find-in-world.ts';
import type { AccessToken } from '../state/access-token.ts';
import type { Page, Person } from '../state/world.ts';
import { deadToken, invalidProof, invalidToken, missingProof, type TokenTrouble } from './token-error.ts';
import type { GraphRequest } from './graph-request.ts';

/** Whoever a token acts for. */
export type Caller =
  | { readonly kind: 'app' }
  | { readonly kind: 'user'; readonly token: AccessToken; readonly person: Person }
  | { readonly kind: 'page'; readonly token: AccessToken; readonly person: Person; readonly page: Page };

/**
 * Finds out whom the token acts for, and checks the proof that may have to come with it.
 * @throws {GraphError} 190 for a token that is none or dead, 100 for the proof
 */
export function identifyCaller(sim: Simulator, { token, params }: Pick<GraphRequest, 'token' | 'params'>): Caller {
  const caller = token === null ? null : callerOf(sim, token);
  if (token === null || !caller) throw invalidToken();
  if (caller.kind !== 'app') {
    const trouble = troubleOf(sim, caller);
    if (trouble) throw deadToken(trouble);
  }
  checkProof(sim, token, params['appsecret_proof']);
  return caller;
}

/** Whoever this token acts, or acted, for; null when it was never given out. */
export function callerOf(sim: Simulator, token: string): Caller | null {
  if (constantTimeEqual(`${sim.app.id}|${sim.app.secret}`, token)) return { kind: 'app' };
  const { world } = sim.store;
  const found = world.tokens.find((one) => one.token === token);
  const person = found && findPerson(world, found.personId);
  if (!found || !person) return null;
  if (found.pageId === null) return { kind: 'user', token: found, person };
  const page = world.pages.find((one) => one.id === found.pageId);
  return page ? { kind: 'page', token: found, person, page } : null;
}

/** Why a token is dead; null while it lives. Whoever lost every task on a Page has lost the role. */
export function troubleOf(sim: Simulator, caller: Exclude<Caller, { kind: 'app' }>): TokenTrouble | null {
  const { state, expiresAt } = caller.token;
  if (state !== 'valid') return state;
  if (expiresAt !== null && expiresAt <= sim.clock.now().getTime()) return 'expired';
  return caller.kind === 'page' && caller.page.tasks.length === 0 ? 'role_lost' : null;
}

function checkProof(sim: Simulator, token: string, proof: unknown): void {
  if (proof === undefined && !sim.store.world.app.requiresProof) return;
  if (proof === undefined) throw missingProof();
  const right = hmacSha256(sim.app.secret, Buffer.from(token)).toString('hex');
  if (typeof proof !== 'string' || !constantTimeEqual(right, proof)) throw invalidProof();
}
