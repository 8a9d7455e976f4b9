import { createHmac, type KeyObject, randomBytes, sign } from 'node:crypto';
import type { Shop } from '../support/server.ts';

const HASHES: Record<string, string | null> = {
  HS256: 'sha256',
  HS512: 'sha512',
  RS256: 'sha256',
  ES256: 'sha256',
  EdDSA: null,
};

/**
 * A user token with any header whatever, signed by hand: a library would refuse to make most of those that an attacker sends.
 * @param key the shop's secret when left out; bytes make an HMAC whatever `alg` says
 * @param at the time of the server, in ms
 */
export function signWith(
  shop: Pick<Shop, 'siteId' | 'secret'>,
  header: Record<string, unknown>,
  key: KeyObject | string = shop.secret,
  claims: Record<string, unknown> = {},
  at = Date.now(),
): string {
  const exp = Math.floor(at / 1000) + 300;
  const payload = { sub: '42', aud: shop.siteId, exp, jti: randomBytes(12).toString('hex'), ...claims };
  const full = { alg: 'HS256', ...header };
  const text = [full, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${text}.${signature(text, String(full.alg), key).toString('base64url')}`;
}

function signature(text: string, alg: string, key: KeyObject | string): Buffer {
  const hash = HASHES[alg] ?? null;
  if (typeof key === 'string')
    return createHmac(hash ?? 'sha256', key)
      .update(text)
      .digest();
  return sign(hash, Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' });
}
