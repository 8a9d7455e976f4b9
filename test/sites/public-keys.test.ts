import { generateKeyPairSync } from 'node:crypto';
import { expect, it } from 'vitest';
import { readPublicKey } from '../../server/sites/proof/public-key.ts';
import { onBothDialects } from '../support/both-dialects.ts';
import { type ApiAnswer, createShop, registerVisit, type Shop } from '../support/server.ts';
import { jwkOf, PAIRS, type Pair, pemOf } from './key-server.ts';
import { signWith } from './sign-with.ts';

const WEAK = generateKeyPairSync('rsa', { modulusLength: 1024 });
const P384 = generateKeyPairSync('ec', { namedCurve: 'P-384' });
const privatePem = (pair: Pair): string => pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

const REFUSED: Record<string, [string, unknown, RegExp]> = {
  'a private key as PEM': ['RS256', privatePem(PAIRS.RS256), /private key/],
  'a private key as JWK': ['ES256', PAIRS.ES256.privateKey.export({ format: 'jwk' }), /private key/],
  'half of a private key': ['RS256', { ...jwkOf(PAIRS.RS256, 'a'), dp: 'AQAB' }, /private key/],
  'a secret': ['RS256', { kty: 'oct', k: 'c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldA' }, /a secret/],
  'a secret in the clothes of a key': ['RS256', { ...jwkOf(PAIRS.RS256, 'a'), k: 'c2VjcmV0' }, /a secret/],
  'an RSA key of 1024 bits': ['RS256', pemOf(WEAK), /2048 bits/],
  'an RSA key under which everything is its own signature': [
    'RS256',
    { ...jwkOf(PAIRS.RS256, 'a'), e: 'AQ' },
    /exponent|read/,
  ],
  'another curve': ['ES256', pemOf(P384), /kind/],
  'a key of another algorithm than it says': ['ES256', pemOf(PAIRS.RS256), /kind/],
  'a JWK that says another algorithm': ['RS256', jwkOf(PAIRS.RS256, 'a', { alg: 'PS256' }), /kind/],
  'a key for encryption': ['RS256', jwkOf(PAIRS.RS256, 'a', { use: 'enc' }), /checking signatures/],
  'a key that may only sign': ['RS256', jwkOf(PAIRS.RS256, 'a', { key_ops: ['sign'] }), /checking signatures/],
  'something that is no key': ['RS256', 'hello', /neither PEM nor a JWK/],
};

onBothDialects('public keys', (server) => {
  const patch = (shop: Shop, userTokens: unknown): Promise<ApiAnswer> =>
    server().api('PATCH', `/v1/sites/${shop.siteId}`, { body: { userTokens } });
  const codeOf = async (shop: Shop, userToken: string): Promise<string> => {
    const { body } = await registerVisit(server(), shop, { userToken });
    return body.identity.code ?? body.identity.status;
  };

  it('check RS256, ES256 and EdDSA, given as PEM or as JWK, beside the secrets', async () => {
    const shop = await createShop(server());
    const keys = [
      { kid: 'r', alg: 'RS256', key: pemOf(PAIRS.RS256) },
      { kid: 'e', alg: 'ES256', key: jwkOf(PAIRS.ES256, 'another-name', { use: 'sig', alg: 'ES256' }) },
      { kid: 'd', alg: 'EdDSA', key: jwkOf(PAIRS.EdDSA, 'd') },
    ];
    const { status, body } = await patch(shop, { keys });
    expect(status).toBe(200);
    expect(body.userTokens.keys.map((key: { kid: string }) => key.kid)).toEqual(['r', 'e', 'd']);
    expect(Object.keys(body.userTokens.keys[0].key).toSorted()).toEqual(['e', 'kty', 'n']);
    for (const [kid, alg] of [
      ['r', 'RS256'],
      ['e', 'ES256'],
      ['d', 'EdDSA'],
    ] as const) {
      const { privateKey } = PAIRS[alg];
      expect(await codeOf(shop, signWith(shop, { alg, kid }, privateKey))).toBe('accepted');
      // The only key of its kind needs no name.
      expect(await codeOf(shop, signWith(shop, { alg }, privateKey))).toBe('accepted');
      expect(await codeOf(shop, signWith(shop, { alg, kid: 'x' }, privateKey))).toBe('user_token_unknown_key');
    }
    expect(await codeOf(shop, signWith(shop, {}))).toBe('accepted');
    await patch(shop, { keys: [] });
    expect(await codeOf(shop, signWith(shop, { alg: 'RS256', kid: 'r' }, PAIRS.RS256.privateKey))).toBe(
      'user_token_algorithm_not_allowed',
    );
  });

  it('are never taken for a secret, nor one key for another', async () => {
    const shop = await createShop(server());
    const pem = pemOf(PAIRS.RS256);
    const jwk = jwkOf(PAIRS.RS256, 'r');
    await patch(shop, {
      keys: [
        { kid: 'r', alg: 'RS256', key: pem },
        { kid: 'b', alg: 'RS256', key: pemOf(PAIRS.RS256b) },
        { kid: 'e', alg: 'ES256', key: pemOf(PAIRS.ES256) },
      ],
    });
    const { n } = jwk as { n: string };
    for (const known of [pem, pem.trim(), JSON.stringify(jwk), n]) {
      expect(await codeOf(shop, signWith(shop, { alg: 'HS256', kid: 'r' }, known))).toBe('user_token_wrong_signature');
      expect(await codeOf(shop, signWith(shop, { alg: 'RS256', kid: 'r' }, known))).toBe('user_token_wrong_signature');
    }
    const { privateKey } = PAIRS.RS256;
    expect(await codeOf(shop, signWith(shop, { alg: 'RS256', kid: 'b' }, privateKey))).toBe(
      'user_token_wrong_signature',
    );
    expect(await codeOf(shop, signWith(shop, { alg: 'RS256', kid: 'e' }, privateKey))).toBe('user_token_unknown_key');
    // Two keys could be meant.
    expect(await codeOf(shop, signWith(shop, { alg: 'RS256' }, privateKey))).toBe('user_token_unknown_key');
    expect(await codeOf(shop, signWith(shop, { alg: 'none' }, ''))).toBe('user_token_algorithm_not_allowed');
    expect(await codeOf(shop, signWith(shop, { alg: 'PS256', kid: 'r' }, privateKey))).toBe(
      'user_token_algorithm_not_allowed',
    );
  });

  it.each(Object.entries(REFUSED))('are not %s', async (_title, [alg, key, problem]) => {
    const shop = await createShop(server());
    const { status, body } = await patch(shop, { keys: [{ kid: 'a', alg, key }] });
    expect([status, body.error.code]).toEqual([400, 'invalid_request']);
    expect(body.error.message).toMatch(problem);
    const given = typeof key === 'string' ? [key] : Object.values(key as object).filter((part) => part.length > 20);
    for (const part of given) expect(JSON.stringify(body)).not.toContain(part);
    expect((await server().api('GET', `/v1/sites/${shop.siteId}`)).body.userTokens.keys).toEqual([]);
  });

  it('have a name each', async () => {
    const shop = await createShop(server());
    const keys = [PAIRS.RS256, PAIRS.RS256b].map((pair) => ({ kid: 'same', alg: 'RS256', key: pemOf(pair) }));
    const { body } = await patch(shop, { keys });
    expect(body.error.message).toContain('userTokens.keys.1.key');
    expect(body.error.message).toContain('the same kid');
  });
});

it('nothing that is no key is read as one', () => {
  expect(['', 7, null, [], {}, { kty: 'RSA' }].map(readPublicKey)).toEqual(Array(6).fill('unreadable'));
});
