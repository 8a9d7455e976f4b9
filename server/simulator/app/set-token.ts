import { RequestRefused } from '../request-refused.ts';
import type { Simulator } from '../simulator.ts';
import type { AccessToken } from '../state/access-token.ts';
import { getApp, keyOf } from '../state/simulated-app.ts';

/** Which tokens, and what becomes of them. */
export interface TokenChange {
  /** A token, or the id of a Page for all its tokens. */
  readonly of: string;
  /** Only those of this app. */
  readonly appId?: string | undefined;
  readonly state?: AccessToken['state'] | undefined;
  readonly scopes?: readonly string[] | undefined;
}

/**
 * Ends tokens, revives them, or takes permissions from them; nobody is told, as on the platform.
 * @throws {RequestRefused} 404
 */
export function setToken(sim: Simulator, { of, appId, state, scopes }: TokenChange): AccessToken[] {
  const key = appId === undefined ? undefined : keyOf(getApp(sim, appId));
  const found = sim.store.world.tokens
    .filter((one) => one.token === of || one.pageId === of)
    .filter((one) => key === undefined || one.appId === key);
  if (found.length === 0) throw new RequestRefused(404, 'The simulator has no such token, and no Page with this id.');
  for (const token of found) {
    if (state) token.state = state;
    if (scopes) token.scopes = [...scopes];
  }
  sim.store.changed();
  return found;
}
