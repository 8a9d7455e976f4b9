import { decodeProtectedHeader } from 'jose';
import { PUBLIC_KEY_ALGORITHMS, type PublicKeyAlgorithm } from '../../../shared/api/user-tokens.ts';
import type { UserTokenError } from '../../../shared/visit.ts';

/** How a token says it was signed. */
export interface TokenHeader {
  readonly alg: 'HS256' | PublicKeyAlgorithm;
  readonly kid: string | null;
}

const ALGORITHMS = ['HS256', ...PUBLIC_KEY_ALGORITHMS] as const;

/** What would have a verifier act on the token's own word: follow an address, take a key, understand an extension. */
const NOT_ALLOWED = ['crit', 'b64', 'jku', 'jwk', 'x5u', 'x5c'];

const MAX_KID_LENGTH = 200;

/**
 * Reads a token's header before any key is chosen; the answer is the code where the token is refused for it.
 * @see https://www.rfc-editor.org/rfc/rfc8725#section-3
 */
export function readHeader(token: string): TokenHeader | UserTokenError {
  const header = decode(token);
  if (!header) return 'user_token_malformed';
  const alg = ALGORITHMS.find((known) => known === header['alg']);
  if (!alg) return typeof header['alg'] === 'string' ? 'user_token_algorithm_not_allowed' : 'user_token_malformed';
  const { typ, kid = null } = header;
  const isJwt = typ === undefined || (typeof typ === 'string' && typ.toUpperCase() === 'JWT');
  const hasKid = kid === null || (typeof kid === 'string' && kid.length <= MAX_KID_LENGTH);
  if (!isJwt || !hasKid || NOT_ALLOWED.some((name) => name in header)) return 'user_token_header_not_allowed';
  return { alg, kid };
}

function decode(token: string): Readonly<Record<string, unknown>> | null {
  if (token.split('.').length !== 3) return null;
  try {
    return { ...decodeProtectedHeader(token) };
  } catch {
    return null;
  }
}
