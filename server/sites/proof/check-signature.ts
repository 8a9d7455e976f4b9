import type { KeyObject } from 'node:crypto';
import { errors, type JWTPayload, jwtVerify } from 'jose';
import type { UserTokenError } from '../../../shared/visit.ts';
import { CLOCK_TOLERANCE_S } from './check-claims.ts';
import type { TokenHeader } from './read-header.ts';

/** What a token must fit. */
export interface Expected {
  readonly alg: TokenHeader['alg'];
  readonly audience: string;
  readonly now: Date;
}

/**
 * Checks the signature against each key that may have made it, and the claims every JWT has. The algorithm is that of the keys; the
 * token has no say in it.
 * @see https://www.rfc-editor.org/rfc/rfc8725#section-3.1
 */
export async function checkSignature(
  token: string,
  keys: readonly (Uint8Array | KeyObject)[],
  expected: Expected,
): Promise<JWTPayload | UserTokenError> {
  for (const key of keys) {
    const checked = await checkAgainst(token, key, expected);
    if (checked !== 'user_token_wrong_signature') return checked;
  }
  return 'user_token_wrong_signature';
}

async function checkAgainst(
  token: string,
  key: Uint8Array | KeyObject,
  { alg, audience, now }: Expected,
): Promise<JWTPayload | UserTokenError> {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: [alg],
      audience,
      requiredClaims: ['sub', 'exp', 'jti'],
      clockTolerance: CLOCK_TOLERANCE_S,
      currentDate: now,
    });
    return payload;
  } catch (error) {
    return codeOf(error);
  }
}

function codeOf(error: unknown): UserTokenError {
  if (error instanceof errors.JWTExpired) return 'user_token_expired';
  if (error instanceof errors.JOSEAlgNotAllowed) return 'user_token_algorithm_not_allowed';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'user_token_wrong_signature';
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'aud') return 'user_token_wrong_audience';
    if (error.claim === 'nbf') return 'user_token_not_yet_valid';
    return 'user_token_missing_claim';
  }
  return 'user_token_malformed';
}
