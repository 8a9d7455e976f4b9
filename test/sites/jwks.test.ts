import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readJwks } from '../../server/sites/proof/read-jwks.ts';
import { createShop, registerVisit, type Shop, startTestServer, type TestServer } from '../support/server.ts';
import { jwkOf, type KeyServer, PAIRS, type Pair, startKeyServer } from './key-server.ts';
import { signWith } from './sign-with.ts';

const MINUTE = 60_000;
const OCT = { kty: 'oct', kid: 'oct', k: Buffer.from('a secret that stands in a public place').toString('base64url') };

describe.each(['sqlite', 'postgres'] as const)('keys at an address of the site on %s', (dialect) => {
  let server: TestServer;
  let keys: KeyServer;
  let shop: Shop;
  beforeAll(async () => {
    server = await startTestServer(dialect, { ALLOW_LOCAL_ADDRESSES: 'on' });
    keys = await startKeyServer();
  });
  afterAll(async () => {
    await server.stop();
    await keys.close();
  });
  beforeEach(async () => {
    shop = await createShop(server);
  });

  const site = async () => (await server.api('GET', `/v1/sites/${shop.siteId}`)).body;
  const name = (jwksUrl: string | null) =>
    server.api('PATCH', `/v1/sites/${shop.siteId}`, { body: { userTokens: { jwksUrl } } });
  const sign = (kid: string | undefined, { privateKey }: Pair = PAIRS.RS256, alg = 'RS256'): string =>
    signWith(shop, { alg, kid }, privateKey, {}, server.clock.now().getTime());
  const codeOf = async (userToken: string): Promise<string> => {
    const { body } = await registerVisit(server, shop, { userToken });
    return body.identity.code ?? body.identity.status;
  };

  it('are read when the address is given, and kept for ten minutes', async () => {
    keys.publish(jwkOf(PAIRS.RS256, 'r1'), jwkOf(PAIRS.EdDSA, 'd1', { alg: 'EdDSA' }), OCT);
    const { body } = await name(keys.url);
    expect(body.userTokens.jwks).toMatchObject({ keys: 2, ignored: 1, failingSince: null, failure: null });
    const before = keys.asked;
    const accepted = [
      await codeOf(sign('r1')),
      await codeOf(sign('d1', PAIRS.EdDSA, 'EdDSA')),
      await codeOf(sign('r1')),
    ];
    expect(accepted).toEqual(['accepted', 'accepted', 'accepted']);
    expect(keys.asked).toBe(before);
    server.clock.advance(11 * MINUTE);
    expect(await codeOf(sign('r1'))).toBe('accepted');
    expect(keys.asked).toBe(before + 1);
  });

  it('are asked for again when a token names one that is not there, once for all and not within 30 seconds', async () => {
    keys.publish(jwkOf(PAIRS.RS256, 'old'));
    await name(keys.url);
    keys.publish(jwkOf(PAIRS.RS256b, 'new'));
    const before = keys.asked;
    expect(await codeOf(sign('new', PAIRS.RS256b))).toBe('user_token_unknown_key');
    expect(keys.asked).toBe(before);
    server.clock.advance(MINUTE);
    const codes = await Promise.all(Array.from({ length: 6 }, () => codeOf(sign('new', PAIRS.RS256b))));
    expect([codes, keys.asked - before]).toEqual([Array(6).fill('accepted'), 1]);
    // The key that was withdrawn proves nothing any more; asking for it again and again costs the site nothing.
    const withdrawn = await Promise.all(Array.from({ length: 5 }, () => codeOf(sign('old'))));
    expect([withdrawn, keys.asked - before]).toEqual([Array(5).fill('user_token_unknown_key'), 1]);
  });

  it('outlive an outage for 24 hours, which the site can see, also after a restart', async () => {
    keys.publish(jwkOf(PAIRS.RS256, 'r1'));
    await name(keys.url);
    const outages: [number, string, Record<string, string>?][] = [
      [500, 'oops'],
      [200, '<html>'],
      [200, '{"keys":{}}'],
      [302, '', { location: 'https://evil.example/jwks' }],
      [200, `{"keys":[],"x":"${'x'.repeat(1024 * 1024)}"}`],
    ];
    for (const outage of outages) {
      keys.answer(...outage);
      server.clock.advance(11 * MINUTE);
      expect([outage[0], await codeOf(sign('r1'))]).toEqual([outage[0], 'accepted']);
      const { jwks } = (await site()).userTokens;
      expect(jwks).toMatchObject({ keys: 1, failure: expect.stringMatching(/\.$|\}\.$/) });
      expect(jwks.failingSince).not.toBeNull();
    }
    await server.restart();
    expect(await codeOf(sign('unheard-of'))).toBe('user_token_keys_unavailable');
    expect(await codeOf(sign('r1'))).toBe('accepted');
    server.clock.advance(24 * 60 * MINUTE);
    expect(await codeOf(sign('r1'))).toBe('user_token_keys_unavailable');
    keys.publish(jwkOf(PAIRS.RS256, 'r1'));
    server.clock.advance(MINUTE);
    expect(await codeOf(sign('r1'))).toBe('accepted');
    expect((await site()).userTokens.jwks).toMatchObject({ failingSince: null, failure: null });
  });

  it('are never secrets, and those of an address before count no more', async () => {
    keys.publish(OCT, jwkOf(PAIRS.RS256, 'r1'));
    await name(keys.url);
    const secret = Buffer.from(OCT.k, 'base64url').toString();
    const now = server.clock.now().getTime();
    for (const alg of ['HS256', 'RS256']) {
      expect(await codeOf(signWith(shop, { alg, kid: 'oct' }, secret, {}, now))).not.toBe('accepted');
    }
    keys.publish(jwkOf(PAIRS.RS256b, 'r1'));
    await name(`${keys.url}?moved`);
    expect(await codeOf(sign('r1'))).toBe('user_token_wrong_signature');
    expect(await codeOf(sign('r1', PAIRS.RS256b))).toBe('accepted');
    await name(null);
    expect((await site()).userTokens).toMatchObject({ jwksUrl: null, jwks: null });
    expect(await codeOf(sign('r1', PAIRS.RS256b))).toBe('user_token_algorithm_not_allowed');
  });

  it('do not come from an address that was changed while it was asked', async () => {
    keys.publish(jwkOf(PAIRS.RS256, 'r1'));
    const release = keys.holdBack();
    const before = keys.asked;
    const slow = name(`${keys.url}?held`);
    await expect.poll(() => keys.asked).toBeGreaterThan(before);
    keys.publish(jwkOf(PAIRS.RS256b, 'r1'));
    await name(keys.url);
    release();
    await slow;
    expect(await codeOf(sign('r1'))).toBe('user_token_wrong_signature');
    expect(await codeOf(sign('r1', PAIRS.RS256b))).toBe('accepted');
  });

  it('give way to the keys that the site gave us itself', async () => {
    keys.publish(jwkOf(PAIRS.RS256b, 'r1'));
    await name(keys.url);
    const own = [{ kid: 'r1', alg: 'RS256', key: jwkOf(PAIRS.RS256, 'r1') }];
    await server.api('PATCH', `/v1/sites/${shop.siteId}`, { body: { userTokens: { keys: own } } });
    expect(await codeOf(sign('r1'))).toBe('accepted');
    expect(await codeOf(sign('r1', PAIRS.RS256b))).toBe('user_token_wrong_signature');
  });
});

describe('a JWKS', () => {
  const reasons = (...list: unknown[]) => readJwks({ keys: list })?.ignored.map(({ reason }) => reason);

  it('uses neither of two keys that could be meant by one name', () => {
    const twins = [jwkOf(PAIRS.RS256, 'a'), jwkOf(PAIRS.RS256b, 'a'), jwkOf(PAIRS.ES256, 'a'), jwkOf(PAIRS.RS256, 'b')];
    const read = readJwks({ keys: twins });
    expect(read?.keys.map(({ kid, alg }) => [kid, alg])).toEqual([
      ['a', 'ES256'],
      ['b', 'RS256'],
    ]);
    expect(reasons(...twins)).toEqual(['duplicate', 'duplicate']);
  });

  it('passes over what is private, a secret, a text or of another kind', () => {
    const leaked = PAIRS.ES256.privateKey.export({ format: 'jwk' });
    const others = [leaked, OCT, 'a text', null, { kty: 'EC', crv: 'P-521' }, jwkOf(PAIRS.RS256, 'a', { use: 'enc' })];
    expect(reasons(...others)).toEqual([
      'private',
      'symmetric',
      'unreadable',
      'unreadable',
      'unreadable',
      'not_for_signing',
    ]);
  });

  it('is an object with a list of at most a hundred keys', () => {
    const many = { keys: Array(101).fill(jwkOf(PAIRS.RS256, 'a')) };
    expect([null, 'x', 7, {}, { keys: null }, [], many].map(readJwks)).toEqual(Array(7).fill(null));
    expect(readJwks({ keys: [] })).toEqual({ keys: [], ignored: [] });
  });
});
