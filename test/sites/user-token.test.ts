import { generateKeyPairSync } from 'node:crypto';
import { SignJWT, UnsecuredJWT } from 'jose';
import { expect, it } from 'vitest';
import { onBothDialects } from '../support/both-dialects.ts';
import { createShop, registerVisit, type Shop, signUserToken } from '../support/server.ts';

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
