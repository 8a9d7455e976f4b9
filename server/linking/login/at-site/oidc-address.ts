import { buildAuthorizationUrl, calculatePKCECodeChallenge } from 'openid-client';
import type { SiteLogin } from '../../../../shared/api/site-settings.ts';
import type { Ctx } from '../../../base/ctx.ts';
import type { LoginTurn } from './begin-login.ts';
import { discoverIssuer, MAX_AGE_S } from './discover-issuer.ts';
import type { LoginCheck } from './login-check.ts';
import { returnAddress } from './return-address.ts';

/** A site's login by OpenID Connect. */
export type OidcLogin = Extract<SiteLogin, { kind: 'oidc' }>;

/**
 * Where the browser goes to sign in at the issuer: code, PKCE, nonce, and a login that is not old.
 * @throws {Error} when the issuer cannot be asked, or names an address that browsers are not sent to
 */
export async function oidcAddress(
  ctx: Ctx,
  { siteId, login, state, anew }: LoginTurn<OidcLogin>,
): Promise<{ readonly url: URL; readonly check: LoginCheck }> {
  const issuer = await discoverIssuer(ctx, siteId, login);
  const [nonce, codeVerifier] = [ctx.random.token(256), ctx.random.token(256)];
  const url = buildAuthorizationUrl(issuer, {
    redirect_uri: returnAddress(ctx),
    scope: login.scopes.join(' '),
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
    max_age: String(MAX_AGE_S),
    ...(anew ? { prompt: 'login' } : {}),
  });
  const isWeb = url.protocol === 'https:' || (url.protocol === 'http:' && ctx.settings.allowsLocalAddresses);
  if (!isWeb) throw new Error('The issuer names an authorization endpoint that browsers are not sent to.');
  const { issuer: name, clientId } = login;
  return { url, check: { kind: 'oidc', state, nonce, codeVerifier, issuer: name, clientId } };
}
