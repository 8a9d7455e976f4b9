import { generateKeyPairSync } from 'node:crypto';
import { SignJWT, UnsecuredJWT } from 'jose';
import { expect, it } from 'vitest';
import { onBothDialects } from '../support/both-dialects.ts';
import { createShop, mintRef, referral, registerVisit, type Shop, signUserToken } from '../support/server.ts';
import { signWith } from './sign-with.ts';

const now = (): number => Math.floor(Date.now() / 1000);
const claimsOf = (shop: Shop): Record<string, unknown> => ({
  sub: '42',
  aud: shop.siteId,
  exp: now() + 300,
  jti: 'j1',
});

const WRONG: Record<string, [string, (shop: Shop) => Promise<string> | string]> = {
  'an expired token': ['user_token_expired', (shop) => signUserToken(shop, { exp: now() - 60 })],
  'a token for another audience': ['user_token_wrong_audience', (shop) => signUserToken(shop, { aud: 'site_other' })],
  'a token without audience': ['user_token_wrong_audience', (shop) => signUserToken(shop, { aud: undefined })],
  'a token signed with another key': [
    'user_token_wrong_signature',
    (shop) => signUserToken(shop, {}, 'another secret of more than thirty-two bytes'),
  ],
  'a token with alg none': ['user_token_algorithm_not_allowed', (shop) => new UnsecuredJWT(claimsOf(shop)).encode()],
  'a token signed with RS256': [
    'user_token_algorithm_not_allowed',
    (shop) => {
      const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      return new SignJWT(claimsOf(shop)).setProtectedHeader({ alg: 'RS256' }).sign(privateKey);
    },
  ],
  'a token that lives longer than ten minutes': [
    'user_token_lives_too_long',
    (shop) => signUserToken(shop, { exp: now() + 3600 }),
  ],
  'a token that is for somebody else too': [
    'user_token_wrong_audience',
    (shop) => signUserToken(shop, { aud: [shop.siteId, 'site_other'] }),
  ],
  'a token that names its audience twice': [
    'user_token_wrong_audience',
    (shop) => signUserToken(shop, { aud: [shop.siteId, shop.siteId] }),
  ],
  'a token issued in the future': ['user_token_not_yet_valid', (shop) => signUserToken(shop, { iat: now() + 60 })],
  'a token that was made for signing in': ['user_token_wrong_state', (shop) => signUserToken(shop, { state: 'abc' })],
  'a token with an empty state': ['user_token_wrong_state', (shop) => signUserToken(shop, { state: '' })],
  'a token of another type': ['user_token_header_not_allowed', (shop) => signWith(shop, { typ: 'at+jwt' })],
  'a token that demands an extension': [
    'user_token_header_not_allowed',
    (shop) => signWith(shop, { crit: ['b64'], b64: true }),
  ],
  'a token that names an address of keys': [
    'user_token_header_not_allowed',
    (shop) => signWith(shop, { jku: 'https://evil.example/jwks' }),
  ],
  'a token that brings its key': [
    'user_token_header_not_allowed',
    (shop) => signWith(shop, { jwk: { kty: 'oct', k: 'AAAA' } }),
  ],
  'a token with a certificate': ['user_token_header_not_allowed', (shop) => signWith(shop, { x5c: ['MIIB'] })],
  'a token with a longer hash': ['user_token_algorithm_not_allowed', (shop) => signWith(shop, { alg: 'HS512' })],
  'a token in two parts': ['user_token_malformed', async (shop) => (await signUserToken(shop)).replace(/\.[^.]*$/, '')],
  'a token of more than 8 kB': ['user_token_malformed', (shop) => signUserToken(shop, { context: 'x'.repeat(9000) })],
  'a token without exp': ['user_token_missing_claim', (shop) => signUserToken(shop, { exp: undefined })],
  'a token without jti': ['user_token_missing_claim', (shop) => signUserToken(shop, { jti: undefined })],
  'a token without sub': ['user_token_missing_claim', (shop) => signUserToken(shop, { sub: undefined })],
  'a token with an empty sub': ['user_token_missing_claim', (shop) => signUserToken(shop, { sub: '' })],
  'a token that is not valid yet': ['user_token_not_yet_valid', (shop) => signUserToken(shop, { nbf: now() + 120 })],
  'something that is not a token': ['user_token_malformed', () => 'hello'],
  'a token whose payload was changed': [
    'user_token_wrong_signature',
    async (shop) => {
      const [header, , signature] = (await signUserToken(shop)).split('.');
      const payload = Buffer.from(JSON.stringify({ ...claimsOf(shop), sub: '1' })).toString('base64url');
      return [header, payload, signature].join('.');
    },
  ],
};

onBothDialects('user tokens', (server) => {
  it('take the account along when everything holds', async () => {
    const shop = await createShop(server());
    const { body } = await registerVisit(server(), shop, { userToken: await signUserToken(shop) });
    expect(body.identity).toEqual({ status: 'accepted', code: null, message: null });
  });

  it('may be for this site alone in a list, issued 30 seconds ahead, and say that they are a JWT', async () => {
    const shop = await createShop(server());
    const signers = [
      () => signUserToken(shop, { aud: [shop.siteId] }),
      () => signUserToken(shop, { iat: now() + 25, exp: now() - 25 }), // good for five seconds more
      () => signWith(shop, { typ: 'jwt', kid: 'ours' }),
    ];
    for (const signToken of signers) {
      const { body } = await registerVisit(server(), shop, { userToken: await signToken() });
      expect(body.identity).toMatchObject({ status: 'accepted' });
    }
  });

  it('have the last word on data-ref where they sign one', async () => {
    const shop = await createShop(server());
    const words = async (context: unknown, dataRef: string | undefined) => {
      const ref = mintRef(shop.code);
      await registerVisit(server(), shop, { ref, dataRef, userToken: await signUserToken(shop, { context }) });
      await server().deliver(referral(`7${Math.random()}`.replace('.', ''), ref));
      await server().settle();
      const { body } = await server().api('GET', `/v1/arrivals?ref=${ref}`);
      return body.data[0].dataRef;
    };
    expect(await words({ dataRef: 'signed', plan: 'gold' }, 'visitor')).toBe('signed');
    expect(await words({ plan: 'gold' }, 'visitor')).toBe('visitor');
    expect(await words({ dataRef: { a: 1 } }, 'visitor')).toBe('visitor');
    expect(await words({ dataRef: 'x'.repeat(1001) }, 'visitor')).toBe('visitor');
    expect(await words({ dataRef: 'signed' }, undefined)).toBe('signed');
  });

  it.each(Object.entries(WRONG))('refuse %s', async (_title, [code, make]) => {
    const shop = await createShop(server());
    const { status, body } = await registerVisit(server(), shop, { userToken: await make(shop) });
    expect(status).toBe(201);
    expect(body.identity).toMatchObject({ status: 'refused', code });
    expect(body.identity.message).toMatch(/\.$/);
  });

  it('serve one visit only, also when two ask at once', async () => {
    const shop = await createShop(server());
    const userToken = await signUserToken(shop);
    const answers = await Promise.all(Array.from({ length: 8 }, () => registerVisit(server(), shop, { userToken })));
    const codes = answers.map((answer) => answer.body.identity.code ?? 'accepted');
    expect(codes.filter((code) => code === 'accepted')).toHaveLength(1);
    expect(codes.filter((code) => code === 'user_token_reused')).toHaveLength(7);
  });

  it('of one site say nothing on another', async () => {
    const [shop, other] = [await createShop(server()), await createShop(server())];
    const { body } = await registerVisit(server(), shop, { userToken: await signUserToken(other) });
    expect(body.identity.code).toBe('user_token_wrong_signature');
  });
});
