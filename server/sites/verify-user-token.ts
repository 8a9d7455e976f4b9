import { errors, jwtVerify, type JWTPayload } from 'jose';
import { storable, storableJson } from '../../shared/storable.ts';
import type { UserTokenError } from '../../shared/visit.ts';
import type { Ctx } from '../base/ctx.ts';
import { MINUTE } from '../base/clock.ts';
import { sha256 } from '../base/crypto/hash.ts';
import { sealPurpose } from './site.ts';
import { insertUsedToken, selectSite } from './store.ts';

/** Longest life of a user token. */
const MAX_LIFETIME_MS = 10 * MINUTE;
const CLOCK_TOLERANCE_S = 30;
const MAX_CLAIM_LENGTH = 255;
const MAX_TOKEN_LENGTH = 8192;

/** A site's own account, proven by a token its back end signed. `context` is the site's word, not the visitor's. */
export interface SiteUser {
  readonly siteUserId: string;
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

/**
 * Checks a user token of the site: HS256 by the site's secret, `aud` the site's id, `exp` at most 10 minutes away. It
 * reads only; whether the token was used before is decided by `useUserToken`.
 * @see https://www.rfc-editor.org/rfc/rfc8725 for why algorithm and audience are pinned
 */
export async function verifyUserToken(ctx: Ctx, siteId: string, token: string): Promise<UserTokenResult> {
  const site = await ctx.storage.read((at) => selectSite(at, siteId));
  if (!site) return { ok: false, code: 'user_token_wrong_audience' };
  const secret = ctx.secretBox.open(site.sealedUserTokenSecret, sealPurpose(siteId));
  if (token.length > MAX_TOKEN_LENGTH) return { ok: false, code: 'user_token_malformed' };
  const checked = await checkToken(token, secret, siteId, ctx.clock.now());
  if (typeof checked === 'string') return { ok: false, code: checked };
  return {
    ok: true,
    siteId,
    user: toSiteUser(checked),
    jtiHash: sha256(checked.jti),
    expiresAt: new Date((checked.exp + CLOCK_TOLERANCE_S) * 1000),
  };
}

/**
 * Uses a token up, once and for all: false when it was used before. Call it inside the write that registers the visit, so
 * that a visit which is not registered gives the token back.
 */
export async function useUserToken(ctx: Ctx, token: VerifiedUserToken): Promise<boolean> {
  return await ctx.storage.write((tx) => insertUsedToken(tx, token.siteId, token.jtiHash, token.expiresAt));
}

type CheckedPayload = JWTPayload & { readonly sub: string; readonly jti: string; readonly exp: number };

async function checkToken(
  token: string,
  secret: string,
  siteId: string,
  now: Date,
): Promise<CheckedPayload | UserTokenError> {
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
      algorithms: ['HS256'],
      audience: siteId,
      requiredClaims: ['sub', 'exp', 'jti'],
      clockTolerance: CLOCK_TOLERANCE_S,
      currentDate: now,
    });
    return checkClaims(payload, now);
  } catch (error) {
    return codeOf(error);
  }
}

function checkClaims(payload: JWTPayload, now: Date): CheckedPayload | UserTokenError {
  const { sub, jti, exp } = payload;
  if (!isClaim(sub) || !isClaim(jti) || typeof exp !== 'number') return 'user_token_missing_claim';
  const latest = now.getTime() + MAX_LIFETIME_MS + CLOCK_TOLERANCE_S * 1000;
  if (exp * 1000 > latest) return 'user_token_lives_too_long';
  return { ...payload, sub, jti, exp };
}

function isClaim(value: unknown): value is string {
  return (
    typeof value === 'string' && value.trim() !== '' && value.length <= MAX_CLAIM_LENGTH && storable(value) === value
  );
}

function codeOf(error: unknown): UserTokenError {
  if (error instanceof errors.JWTExpired) return 'user_token_expired';
  if (error instanceof errors.JOSEAlgNotAllowed) return 'user_token_algorithm_not_allowed';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'user_token_wrong_signature';
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'aud') return 'user_token_wrong_audience';
    if (error.claim === 'nbf' || error.claim === 'iat') return 'user_token_not_yet_valid';
    return 'user_token_missing_claim';
  }
  return 'user_token_malformed';
}

function toSiteUser(payload: CheckedPayload): SiteUser {
  return { siteUserId: payload.sub, context: storableJson(payload['context'] ?? null) };
}
