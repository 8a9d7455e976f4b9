import { constantTimeEqual, hmacSha256 } from '../../base/crypto/hash.ts';
import type { Simulator } from '../simulator.ts';
import { appScopedId } from '../state/app-scoped-id.ts';
import { findPerson } from '../state/find-in-world.ts';
import type { AccessToken } from '../state/access-token.ts';
import { keyOf, listApps, type SimulatedApp } from '../state/simulated-app.ts';
import type { Page, Person } from '../state/world.ts';
import { deadToken, invalidProof, invalidToken, missingProof, type TokenTrouble } from './token-error.ts';
import type { GraphRequest } from './graph-request.ts';

interface InPersonsName {
  readonly app: SimulatedApp;
  readonly token: AccessToken;
  readonly person: Person;
  /** The person's id in the app. */
  readonly asid: string;
}

/** Whoever a token acts for, and the app whose token it is. */
export type Caller =
  | { readonly kind: 'app'; readonly app: SimulatedApp }
  | ({ readonly kind: 'user' } & InPersonsName)
  | ({ readonly kind: 'page'; readonly page: Page } & InPersonsName);

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
  checkProof(caller.app, token, params['appsecret_proof']);
  return caller;
}

/** Whoever this token acts, or acted, for; null when it was never given out. */
export function callerOf(sim: Simulator, token: string): Caller | null {
  const apps = listApps(sim);
  const itself = apps.find(({ id, secret }) => constantTimeEqual(`${id}|${secret}`, token));
  if (itself) return { kind: 'app', app: itself };
  const { world } = sim.store;
  const found = world.tokens.find((one) => one.token === token);
  const person = found && findPerson(world, found.personId);
  const app = found && apps.find((one) => keyOf(one) === found.appId);
  if (!found || !person || !app) return null;
  const name = { app, token: found, person, asid: appScopedId(person, app) };
  if (found.pageId === null) return { kind: 'user', ...name };
  const page = world.pages.find((one) => one.id === found.pageId);
  return page ? { kind: 'page', ...name, page } : null;
}

/** Why a token is dead; null while it lives. Whoever lost every task on a Page has lost the role. */
export function troubleOf(sim: Simulator, caller: Exclude<Caller, { kind: 'app' }>): TokenTrouble | null {
  const { state, expiresAt } = caller.token;
  if (state !== 'valid') return state;
  if (expiresAt !== null && expiresAt <= sim.clock.now().getTime()) return 'expired';
  return caller.kind === 'page' && caller.page.tasks.length === 0 ? 'role_lost' : null;
}

function checkProof({ settings, secret }: SimulatedApp, token: string, proof: unknown): void {
  if (proof === undefined && !settings.requiresProof) return;
  if (proof === undefined) throw missingProof();
  const right = hmacSha256(secret, Buffer.from(token)).toString('hex');
  if (typeof proof !== 'string' || !constantTimeEqual(right, proof)) throw invalidProof();
}
