import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import type { PublicKeyAlgorithm } from '../../../shared/api/user-tokens.ts';

/** A public key with which tokens of one algorithm are checked, and no others. */
export interface PublicKey {
  /** null: its JWKS names none. */
  readonly kid: string | null;
  readonly alg: PublicKeyAlgorithm;
  /** The public fields alone. */
  readonly jwk: Readonly<Record<string, string>>;
}

/** Why a key is not used. */
export type KeyObjection =
  | 'private'
  | 'symmetric'
  | 'unreadable'
  | 'too_short'
  | 'other_kind'
  | 'not_for_signing'
  | 'duplicate';

/** A key of a JWKS that is passed over. */
export interface IgnoredKey {
  readonly kid: string | null;
  readonly reason: KeyObjection;
}

const MIN_RSA_BITS = 2048;
const MAX_RSA_BITS = 8192;

/** Fields of a JWK that only a private or a symmetric key has. */
const PRIVATE_FIELDS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'priv'];

/**
 * Reads a public key, PEM or JWK, and pins the one algorithm it may be used with. The answer is the reason where it is none that
 * can be used; nothing of the input is kept then.
 */
export function readPublicKey(input: unknown): Omit<PublicKey, 'kid'> | KeyObjection {
  const key = typeof input === 'string' ? readPem(input) : readJwk(input);
  return typeof key === 'string' ? key : pin(key);
}

function readPem(pem: string): KeyObject | KeyObjection {
  // Node would take the public half of a private key without a word.
  if (/PRIVATE/.test(pem)) return 'private';
  return parse(() => createPublicKey(pem));
}

function readJwk(input: unknown): KeyObject | KeyObjection {
  if (!isRecord(input)) return 'unreadable';
  if (input['kty'] === 'oct' || 'k' in input) return 'symmetric';
  if (PRIVATE_FIELDS.some((field) => field in input)) return 'private';
  if (!isForSignatures(input)) return 'not_for_signing';
  const key = parse(() => createPublicKey({ key: publicFields(input), format: 'jwk' }));
  if (typeof key === 'string' || input['alg'] === undefined) return key;
  const pinned = pin(key);
  return typeof pinned === 'string' || pinned.alg === input['alg'] ? key : 'other_kind';
}

function isForSignatures({ use, key_ops: operations }: Readonly<Record<string, unknown>>): boolean {
  const mayVerify = operations === undefined || (Array.isArray(operations) && operations.includes('verify'));
  return (use === undefined || use === 'sig') && mayVerify;
}

function publicFields(jwk: Readonly<Record<string, unknown>>): JsonWebKey {
  const fields = ['kty', 'n', 'e', 'crv', 'x', 'y'].map((name): [string, unknown] => [name, jwk[name]]);
  return Object.fromEntries(fields.filter((field): field is [string, string] => typeof field[1] === 'string'));
}

function parse(read: () => KeyObject): KeyObject | KeyObjection {
  try {
    return read();
  } catch {
    return 'unreadable';
  }
}

function pin(key: KeyObject): Omit<PublicKey, 'kid'> | KeyObjection {
  const alg = algorithmOf(key);
  if (alg === 'too_short' || alg === 'other_kind') return alg;
  const fields = Object.entries(key.export({ format: 'jwk' }));
  return { alg, jwk: Object.fromEntries(fields.map(([name, value]) => [name, String(value)])) };
}

function algorithmOf(key: KeyObject): PublicKeyAlgorithm | 'too_short' | 'other_kind' {
  const { modulusLength = 0, publicExponent = 0n, namedCurve } = key.asymmetricKeyDetails ?? {};
  switch (key.asymmetricKeyType) {
    case 'rsa':
      // With an exponent of 1 whatever is written is its own signature.
      if (modulusLength < MIN_RSA_BITS || publicExponent < 3n) return 'too_short';
      return modulusLength > MAX_RSA_BITS ? 'other_kind' : 'RS256';
    case 'ec':
      return namedCurve === 'prime256v1' ? 'ES256' : 'other_kind';
    case 'ed25519':
      return 'EdDSA';
    default:
      return 'other_kind';
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
