import {
  allowInsecureRequests,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  clockTolerance,
  type Configuration,
  customFetch,
  type CustomFetch,
  discovery,
  None,
} from 'openid-client';
import type { Ctx } from '../../../base/ctx.ts';
import type { GuardedInit } from '../../../base/http/guarded-fetch.ts';
import { getClientSecret } from '../../../sites/index.ts';
import type { OidcLogin } from './oidc-address.ts';

/** How long ago somebody may have signed in at the issuer: an older sign-in is asked for again. */
export const MAX_AGE_S = 300;
const CLOCK_TOLERANCE_S = 30;
const TIMEOUT_S = 5;

/** What the issuer says of itself, and how we show that we are its client; every call goes through the guarded fetch. */
export async function discoverIssuer(ctx: Ctx, siteId: string, login: OidcLogin): Promise<Configuration> {
  const secret = await getClientSecret(ctx, siteId);
  const isLocal = ctx.settings.allowsLocalAddresses && login.issuer.startsWith('http:');
  return await discovery(
    new URL(login.issuer),
    login.clientId,
    { [clockTolerance]: CLOCK_TOLERANCE_S },
    secret === null ? None() : withSecret(secret),
    { [customFetch]: guarded(ctx), execute: isLocal ? [allowInsecureRequests] : [], timeout: TIMEOUT_S },
  );
}

/** In the header, which is what a client does that nobody told otherwise; in the body where the issuer takes only that. */
function withSecret(secret: string): ClientAuth {
  return (server, client, body, headers) => {
    const taken = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const authenticate = taken.includes('client_secret_basic') ? ClientSecretBasic(secret) : ClientSecretPost(secret);
    authenticate(server, client, body, headers);
  };
}

function guarded(ctx: Ctx): CustomFetch {
  return (url, { method, headers, body, signal }) =>
    ctx.guardedFetch(url, { method, headers, body: body as GuardedInit['body'], signal });
}
