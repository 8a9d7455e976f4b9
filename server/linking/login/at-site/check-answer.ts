import { authorizationCodeGrant } from 'openid-client';
import { storable } from '../../../../shared/storable.ts';
import type { Ctx } from '../../../base/ctx.ts';
import { getSiteSettings, maskAccount, verifyUserToken, type VerifiedUserToken } from '../../../sites/index.ts';
import type { SessionRow } from '../store.ts';
import { discoverIssuer, MAX_AGE_S } from './discover-issuer.ts';
import { LoginAnswer, LoginCheck, openLogin } from './login-check.ts';
import { nameLogin } from './name-login.ts';
import type { OidcLogin } from './oidc-address.ts';
import { returnAddress } from './return-address.ts';

const LONGEST_ID = 255;

type CheckedAccount = Omit<LoginAccount, 'login'>;

/** An account of the site, proven by its login; `token` is still to be used up where there is one. */
export interface LoginAccount {
  readonly siteUserId: string;
  /** Its masked name. */
  readonly label: string;
  readonly token: VerifiedUserToken | null;
  /** By which login, as `nameLogin` tells it. */
  readonly login: string;
}

/**
 * Checks what came back from the site's login against what left. Outside of any write.
 * @throws {Error} whatever is wrong with it; its message is for the log
 */
export async function checkAnswer(ctx: Ctx, session: SessionRow): Promise<LoginAccount> {
  const { siteId, sealedCheck, sealedAnswer } = session;
  const { login } = await getSiteSettings(ctx, siteId);
  if (sealedCheck === null || sealedAnswer === null) throw new Error('Nothing came back from the login.');
  const sent = openLogin(ctx, session, LoginCheck, sealedCheck);
  const answer = openLogin(ctx, session, LoginAnswer, sealedAnswer);
  if (sent.kind === 'handoff' && answer.kind === 'handoff' && login?.kind === 'handoff') {
    return { ...(await checkHandoff(ctx, siteId, answer.token, sent.state)), login: nameLogin(login) };
  }
  if (sent.kind === 'oidc' && answer.kind === 'oidc' && login?.kind === 'oidc') {
    const isSame = sent.issuer === login.issuer && sent.clientId === login.clientId;
    if (isSame) return { ...(await checkOidc(ctx, { siteId, login }, sent, answer.query)), login: nameLogin(login) };
  }
  throw new Error('The answer is not of the kind of login that was begun.');
}

async function checkHandoff(ctx: Ctx, siteId: string, token: string, expectedState: string): Promise<CheckedAccount> {
  const result = await verifyUserToken(ctx, siteId, token, { expectedState });
  if (!result?.ok) throw new Error(`The user token was not taken: ${result?.code ?? 'they are switched off'}.`);
  const { siteUserId, label } = result.user;
  return { siteUserId, label, token: result };
}

async function checkOidc(
  ctx: Ctx,
  { siteId, login }: { readonly siteId: string; readonly login: OidcLogin },
  { nonce, state, codeVerifier }: Extract<LoginCheck, { kind: 'oidc' }>,
  query: string,
): Promise<CheckedAccount> {
  const issuer = await discoverIssuer(ctx, siteId, login);
  const tokens = await authorizationCodeGrant(issuer, new URL(`${returnAddress(ctx)}?${query}`), {
    expectedNonce: nonce,
    expectedState: state,
    pkceCodeVerifier: codeVerifier,
    maxAge: MAX_AGE_S,
    idTokenExpected: true,
  });
  const claims = { ...tokens.claims() };
  const siteUserId = readSubject(claims, login.subjectClaim);
  return { siteUserId, label: maskAccount(claims, siteUserId), token: null };
}

/** An address can be anybody's until the issuer says that it was verified. */
function readSubject(claims: Readonly<Record<string, unknown>>, name: string): string {
  const value = claims[name];
  const id = typeof value === 'number' ? String(value) : value;
  const fits = typeof id === 'string' && id.trim() !== '' && id.length <= LONGEST_ID && storable(id) === id;
  if (!fits) throw new Error(`The ID token has no usable claim "${name}".`);
  if (name === 'email' && claims['email_verified'] !== true) throw new Error('The e-mail address is not verified.');
  return id;
}
