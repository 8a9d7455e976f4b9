import { constantTimeEqual } from '../../base/crypto/hash.ts';
import { issueUserToken } from '../app/issue-token.ts';
import type { Simulator } from '../simulator.ts';
import { findApp } from '../state/simulated-app.ts';
import { callerOf, troubleOf } from './caller.ts';
import { badParameter } from './graph-error.ts';
import { deadToken, invalidSecret, invalidToken } from './token-error.ts';
import type { GraphRequest } from './graph-request.ts';

/**
 * `GET /oauth/access_token`: a long-lived user token for a short or a long one, or the token of the app itself.
 * @throws {GraphError} 190 for the token, 1 for the secret, 100 for another kind of grant
 */
export function exchangeToken(sim: Simulator, { params }: GraphRequest): object {
  const { grant_type, client_id, client_secret, fb_exchange_token } = params;
  const app = findApp(sim, String(client_id));
  if (!app) throw badParameter('Missing or invalid client_id parameter.');
  if (!constantTimeEqual(String(client_secret ?? ''), app.secret)) throw invalidSecret();
  if (grant_type === 'client_credentials') {
    return { access_token: `${app.id}|${app.secret}`, token_type: 'bearer' };
  }
  if (grant_type !== 'fb_exchange_token') throw badParameter('Param grant_type must be one of {fb_exchange_token}');
  const caller = callerOf(sim, String(fb_exchange_token ?? ''));
  if (caller?.kind !== 'user' || caller.app.id !== app.id) throw invalidToken();
  const trouble = troubleOf(sim, caller);
  if (trouble) throw deadToken(trouble);
  const { personId, scopes } = caller.token;
  const token = issueUserToken(sim, { app, personId, isLongLived: true, scopes });
  const seconds = Math.floor(((token.expiresAt ?? 0) - token.issuedAt) / 1000);
  return { access_token: token.token, token_type: 'bearer', expires_in: seconds };
}
