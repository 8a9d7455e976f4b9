import type { JWTPayload } from 'jose';
import { storable } from '../../../shared/storable.ts';
import type { UserTokenError } from '../../../shared/visit.ts';
import { MINUTE } from '../../base/clock.ts';
import { constantTimeEqual } from '../../base/crypto/hash.ts';

/** How far apart the two clocks may be, in seconds. */
export const CLOCK_TOLERANCE_S = 30;

/** Longest life of a user token. */
const MAX_LIFETIME_MS = 10 * MINUTE;
const MAX_CLAIM_LENGTH = 255;

export type CheckedPayload = JWTPayload & { readonly sub: string; readonly jti: string; readonly exp: number };

/** What a token's claims must fit, beside what every JWT's must. */
export interface ExpectedClaims {
  readonly audience: string;
  readonly now: Date;
  /** null: the token is for a visit, and carries no state. */
  readonly state: string | null;
}

/** Checks the claims of a token whose signature holds; the answer is the code where it is refused for one. */
export function checkClaims(payload: JWTPayload, expected: ExpectedClaims): CheckedPayload | UserTokenError {
  const { sub, jti, exp, iat } = payload;
  if (!isOnly(payload.aud, expected.audience)) return 'user_token_wrong_audience';
  if (!isClaim(sub) || !isClaim(jti) || typeof exp !== 'number') return 'user_token_missing_claim';
  const latest = expected.now.getTime() + CLOCK_TOLERANCE_S * 1000;
  if (exp * 1000 > latest + MAX_LIFETIME_MS) return 'user_token_lives_too_long';
  if (iat !== undefined && iat * 1000 > latest) return 'user_token_not_yet_valid';
  if (!isState(payload, expected.state)) return 'user_token_wrong_state';
  return { ...payload, sub, jti, exp };
}

/** A token that is good for somebody else too could have been given to them. */
function isOnly(aud: JWTPayload['aud'], audience: string): boolean {
  return Array.isArray(aud) ? aud.length === 1 && aud[0] === audience : aud === audience;
}

function isClaim(value: unknown): value is string {
  return (
    typeof value === 'string' && value.trim() !== '' && value.length <= MAX_CLAIM_LENGTH && storable(value) === value
  );
}

/** A token for signing in is none for a visit, and the other way round: neither can stand in for the other. */
function isState(payload: JWTPayload, expected: string | null): boolean {
  const state = payload['state'];
  if (expected === null) return state === undefined;
  return typeof state === 'string' && state !== '' && constantTimeEqual(state, expected);
}
