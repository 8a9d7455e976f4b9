import { DAY } from '../../base/clock.ts';
import type { Simulator } from '../simulator.ts';
import type { AccessToken } from '../state/access-token.ts';
import type { Admission } from './admission.ts';
import { type Caller, callerOf, identifyCaller, troubleOf } from './caller.ts';
import { badParameter, unknownObject } from './graph-error.ts';
import { deadToken, invalidToken } from './token-error.ts';
import type { GraphRequest } from './graph-request.ts';

/** Access to a person's data ends this long after the person last said yes. */
const DATA_ACCESS_MS = 90 * DAY;

/**
 * `GET /debug_token`: what stands behind a token of this app. It asks with the token of the app, or of somebody who runs it.
 * @throws {GraphError} 190 for the asking token, 100 for a Page's token, and for the token of another app
 */
export function debugToken(sim: Simulator, request: GraphRequest, admit: Admission): object {
  const asking = identifyCaller(sim, request);
  if (asking.kind === 'page') throw unknownObject('GET', 'debug_token');
  admit(request, asking, null);
  const { input_token } = request.params;
  if (typeof input_token !== 'string' || input_token === '') {
    throw badParameter('The parameter input_token is required');
  }
  const caller = callerOf(sim, input_token);
  if (!caller) return { data: { is_valid: false, scopes: [], error: innerError(invalidToken()) } };
  const { app } = asking;
  if (caller.app.id !== app.id) throw badParameter('The App_id in the input_token did not match the Viewing App');
  const head = { app_id: app.id, application: app.name };
  if (caller.kind === 'app') return { data: { ...head, type: 'APP', is_valid: true, scopes: [] } };
  return { data: { ...head, ...describe(sim, caller) } };
}

function describe(sim: Simulator, caller: Exclude<Caller, { kind: 'app' }>): object {
  const { token, asid } = caller;
  const trouble = troubleOf(sim, caller);
  const pageId = caller.kind === 'page' ? caller.page.id : undefined;
  return {
    type: caller.kind === 'page' ? 'PAGE' : 'USER',
    data_access_expires_at: seconds(token.issuedAt + DATA_ACCESS_MS),
    ...(trouble ? { error: innerError(deadToken(trouble)) } : {}),
    expires_at: token.expiresAt === null ? 0 : seconds(token.expiresAt),
    is_valid: trouble === null,
    ...(token.isLongLived ? { issued_at: seconds(token.issuedAt) } : {}),
    scopes: token.scopes,
    granular_scopes: granularScopes(sim, token),
    user_id: asid,
    ...(pageId === undefined ? {} : { profile_id: pageId }),
  };
}

/** Permissions that name what they are for: all Pages or accounts of a user token, the one Page of its own token. */
function granularScopes(sim: Simulator, { scopes, pageId }: AccessToken): object[] {
  const { pages } = sim.store.world;
  const own = pages.find((page) => page.id === pageId);
  return scopes.map((scope) => {
    const platform = scope.startsWith('instagram_') ? 'instagram' : 'messenger';
    const reached = own ? pages.filter((page) => page === own || page.id === own.instagramId) : pages;
    return { scope, target_ids: reached.filter((page) => page.platform === platform).map((page) => page.id) };
  });
}

function innerError({ detail }: ReturnType<typeof invalidToken>): object {
  const { code, message, error_subcode } = detail;
  return { code, message, ...(error_subcode === undefined ? {} : { subcode: error_subcode }) };
}

function seconds(ms: number): number {
  return Math.floor(ms / 1000);
}
