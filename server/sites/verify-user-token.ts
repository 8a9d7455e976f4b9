import { storableJson } from '../../shared/storable.ts';
import type { UserTokenError } from '../../shared/visit.ts';
import type { Ctx } from '../base/ctx.ts';
import { sha256 } from '../base/crypto/hash.ts';
import { maskAccount } from './mask-account.ts';
import { checkClaims, type CheckedPayload, CLOCK_TOLERANCE_S } from './proof/check-claims.ts';
import { checkSignature } from './proof/check-signature.ts';
import { findKeys } from './proof/find-keys.ts';
import { readHeader } from './proof/read-header.ts';
import { selectSite, type SiteRow } from './store.ts';
import { countOutcome, insertUsedToken } from './token-store.ts';

const MAX_TOKEN_LENGTH = 8192;

/** A site's own account, proven by a token its back end signed. `context` is the site's word, not the visitor's. */
export interface SiteUser {
  readonly siteUserId: string;
  /** Its name, masked: the only form in which it is kept. */
  readonly label: string;
  readonly context: unknown;
}

/** A token that passed every check but the one for its first use, which `useUserToken` makes. */
export interface VerifiedUserToken {
  readonly user: SiteUser;
  readonly siteId: string;
  readonly jtiHash: string;
  readonly expiresAt: Date;
}

export type UserTokenResult =
  | ({ readonly ok: true } & VerifiedUserToken)
  | { readonly ok: false; readonly code: UserTokenError };

/** What the token is wanted for. */
export interface UserTokenUse {
  /** The `state` that went to the site's login page and must come back inside the token; left out for a visit's token. */
  readonly expectedState?: string | undefined;
}

/**
 * Checks a user token of the site: the signature by one of its secrets (HS256) or public keys, `aud` the site's id alone, `exp` at most 10
 * minutes away. Whether it was used before is decided by `useUserToken`. May ask the site's address for its keys, so it stands outside a
 * write.
 * @returns null while the site takes no tokens: they are not looked at (`off`), or checked and counted alone (`observe`)
 * @see https://www.rfc-editor.org/rfc/rfc8725 for why algorithm, type and audience are pinned
 */
export async function verifyUserToken(
  ctx: Ctx,
  siteId: string,
  token: string,
  use: UserTokenUse = {},
): Promise<UserTokenResult | null> {
  const site = await ctx.storage.read((at) => selectSite(at, siteId));
  if (!site) return { ok: false, code: 'user_token_wrong_audience' };
  if (site.userTokenMode === 'off') return null;
  const result = await judge(ctx, site, token, use.expectedState ?? null);
  if (site.userTokenMode === 'enforce') return result;
  await observe(ctx, siteId, result);
  return null;
}

/**
 * Uses a token up, once and for all: false when it was used before. Call it inside the write that registers the visit, so
 * that a visit which is not registered gives the token back.
 */
export async function useUserToken(ctx: Ctx, token: VerifiedUserToken): Promise<boolean> {
  return await ctx.storage.write((tx) => insertUsedToken(tx, token.siteId, token.jtiHash, token.expiresAt));
}

async function judge(ctx: Ctx, site: SiteRow, token: string, state: string | null): Promise<UserTokenResult> {
  const payload = await check(ctx, site, token, state);
  if (typeof payload === 'string') return { ok: false, code: payload };
  return {
    ok: true,
    siteId: site.id,
    user: toSiteUser(payload),
    jtiHash: sha256(payload.jti),
    expiresAt: new Date((payload.exp + CLOCK_TOLERANCE_S) * 1000),
  };
}

async function check(
  ctx: Ctx,
  site: SiteRow,
  token: string,
  state: string | null,
): Promise<CheckedPayload | UserTokenError> {
  if (token.length > MAX_TOKEN_LENGTH) return 'user_token_malformed';
  const header = readHeader(token);
  if (typeof header === 'string') return header;
  const keys = await findKeys(ctx, site, header);
  if (typeof keys === 'string') return keys;
  const expected = { audience: site.id, now: ctx.clock.now() };
  const payload = await checkSignature(token, keys, { ...expected, alg: header.alg });
  return typeof payload === 'string' ? payload : checkClaims(payload, { ...expected, state });
}

/** A token that is only looked at is used up all the same: else it would count as good each time it comes. */
async function observe(ctx: Ctx, siteId: string, result: UserTokenResult): Promise<void> {
  await ctx.storage.write(async (tx) => {
    if (!result.ok) return await countOutcome(tx, siteId, result.code);
    const isFirst = await insertUsedToken(tx, siteId, result.jtiHash, result.expiresAt);
    await countOutcome(tx, siteId, isFirst ? 'accepted' : 'user_token_reused');
  });
}

function toSiteUser(payload: CheckedPayload): SiteUser {
  const label = maskAccount(payload, payload.sub);
  return { siteUserId: payload.sub, label, context: storableJson(payload['context'] ?? null) };
}
