import { type IgnoredKey, type PublicKey, readPublicKey } from './public-key.ts';

/** What a JWKS holds: keys to use, and keys that are passed over. */
export interface ReadJwks {
  readonly keys: PublicKey[];
  readonly ignored: IgnoredKey[];
}

const MAX_KEYS = 100;
const MAX_KID_LENGTH = 200;

/**
 * Reads a JWKS; null when it is none. Keys that cannot be used are passed over and named. Of two keys for one `kid` and algorithm nobody
 * can say which is meant, so neither is used.
 * @see https://www.rfc-editor.org/rfc/rfc7517#section-5
 */
export function readJwks(document: unknown): ReadJwks | null {
  const listed: unknown = typeof document === 'object' && document !== null ? Reflect.get(document, 'keys') : null;
  if (!Array.isArray(listed) || listed.length > MAX_KEYS) return null;
  const keys: PublicKey[] = [];
  const ignored: IgnoredKey[] = [];
  for (const jwk of listed) {
    const kid = kidOf(jwk);
    const read = readPublicKey(typeof jwk === 'string' ? null : jwk);
    if (typeof read === 'string') ignored.push({ kid, reason: read });
    else keys.push({ kid, ...read });
  }
  const isClear = (key: PublicKey): boolean => keys.every((other) => other === key || !areConfusable(key, other));
  const doubled = keys.filter((key) => !isClear(key)).map(({ kid }): IgnoredKey => ({ kid, reason: 'duplicate' }));
  return { keys: keys.filter(isClear), ignored: [...ignored, ...doubled] };
}

function areConfusable(one: PublicKey, other: PublicKey): boolean {
  return one.kid !== null && one.kid === other.kid && one.alg === other.alg;
}

function kidOf(jwk: unknown): string | null {
  const kid: unknown = typeof jwk === 'object' && jwk !== null ? Reflect.get(jwk, 'kid') : null;
  return typeof kid === 'string' && kid !== '' && kid.length <= MAX_KID_LENGTH ? kid : null;
}
