import type { SiteLogin } from '../../../../shared/api/site-settings.ts';
import type { Ctx } from '../../../base/ctx.ts';
import { sha256 } from '../../../base/crypto/hash.ts';
import { getSiteSettings } from '../../../sites/index.ts';
import { findSessionOfForm } from '../session/find-session.ts';
import { LinkPageError } from '../session/link-page-error.ts';
import type { SessionKey } from '../session/link-visitor.ts';
import { BEFORE_CONSENT } from '../session/session-step.ts';
import { changeSession, type SessionRow } from '../store.ts';
import { type LoginCheck, sealLogin } from './login-check.ts';
import { loginFault } from './login-fault.ts';
import { oidcAddress } from './oidc-address.ts';
import { returnAddress } from './return-address.ts';

/** Where the browser goes to sign in, and in which session's language it is sent off. */
export interface BegunLogin {
  readonly url: URL;
  readonly row: SessionRow;
}

/**
 * Sends somebody to the site's login, with a state that only an answer for this session can bring back. Again is allowed: the
 * state before counts no more, and what it proved is forgotten.
 * @param anew whether they want to be somebody else than whoever is signed in there
 * @throws {LinkPageError}
 */
export async function beginLogin(
  ctx: Ctx,
  key: SessionKey,
  { proof, anew }: { readonly proof: string; readonly anew: boolean },
): Promise<BegunLogin> {
  const session = await findSessionOfForm(ctx, key, proof);
  const { siteId, language } = session;
  if (!BEFORE_CONSENT.includes(session.step)) throw new LinkPageError('used', { siteId, language });
  const site = await getSiteSettings(ctx, siteId);
  if (!site.login || loginFault(site) !== null) throw new LinkPageError('no_login', { siteId, language });
  const state = ctx.random.token(256);
  const { url, check } = await addressOf(ctx, { siteId, login: site.login, state, anew }).catch((cause: unknown) => {
    ctx.log.warn({ err: cause, siteId, requestId: ctx.requestId }, "the site's login could not be reached");
    throw new LinkPageError('login_failed', { siteId, language, retry: key.id }, { cause });
  });
  const left = { step: 'left', stateHash: sha256(state), sealedCheck: sealLogin(ctx, session, check) } as const;
  const row = await ctx.storage.write((tx) =>
    changeSession(tx, session.idHash, BEFORE_CONSENT, { ...left, ...NOTHING_PROVEN }),
  );
  if (!row) throw new LinkPageError('used', { siteId, language });
  return { url, row };
}

const NOTHING_PROVEN = { ticketHash: null, sealedAnswer: null, login: null, siteUserId: null, label: null } as const;

/** A login of a site that is about to be used. */
export interface LoginTurn<L extends SiteLogin = SiteLogin> {
  readonly siteId: string;
  readonly login: L;
  readonly state: string;
  readonly anew: boolean;
}

async function addressOf(ctx: Ctx, turn: LoginTurn): Promise<{ readonly url: URL; readonly check: LoginCheck }> {
  const { login, state } = turn;
  if (login.kind === 'oidc') return await oidcAddress(ctx, { ...turn, login });
  const url = new URL(login.url);
  url.searchParams.set('state', state);
  url.searchParams.set('return_to', returnAddress(ctx));
  if (turn.anew) url.searchParams.set('prompt', 'login');
  return { url, check: { kind: 'handoff', state } };
}
