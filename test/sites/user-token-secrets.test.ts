import { expect, it } from 'vitest';
import { onBothDialects } from '../support/both-dialects.ts';
import { createShop, registerVisit, type Shop, signUserToken, type TestServer } from '../support/server.ts';

/** What becomes of a token signed with this secret. */
async function codeOf(server: TestServer, shop: Shop, secret: string): Promise<string> {
  const { body } = await registerVisit(server, shop, { userToken: await signUserToken(shop, {}, secret) });
  return body.identity.code ?? body.identity.status;
}

onBothDialects('secrets for user tokens', (server) => {
  const secretsOf = (shop: Shop): string => `/v1/sites/${shop.siteId}/user-token-secrets`;
  const modeOf = (shop: Shop, mode: string) =>
    server().api('PATCH', `/v1/sites/${shop.siteId}`, { body: { userTokens: { mode } } });

  it('change over without a token failing, and each step is written down', async () => {
    const shop = await createShop(server());
    const [old] = (await server().api('GET', `/v1/sites/${shop.siteId}`)).body.userTokens.secrets;
    const { status, body: fresh } = await server().api('POST', secretsOf(shop));
    expect([status, fresh.secret.length]).toEqual([201, 43]);
    const both = [await codeOf(server(), shop, shop.secret), await codeOf(server(), shop, fresh.secret)];
    expect(both).toEqual(['accepted', 'accepted']);
    const removed = await server().api('DELETE', `${secretsOf(shop)}/${old.id}`);
    expect(removed.body.userTokens.secrets).toEqual([{ id: fresh.id, createdAt: fresh.createdAt }]);
    expect(await codeOf(server(), shop, shop.secret)).toBe('user_token_wrong_signature');
    expect(await codeOf(server(), shop, fresh.secret)).toBe('accepted');
    const audit = await server().api('GET', `/v1/audit?siteId=${shop.siteId}`);
    const actions = audit.body.data.map((entry: { action: string }) => entry.action);
    expect(actions).toEqual(
      expect.arrayContaining(['site.user_token_secret_created', 'site.user_token_secret_removed']),
    );
  });

  it('are two at most, also when several are asked for at once', async () => {
    const shop = await createShop(server());
    const answers = await Promise.all(Array.from({ length: 5 }, () => server().api('POST', secretsOf(shop))));
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([201, 409, 409, 409, 409]);
    const refused = answers.find((answer) => answer.status === 409)?.body.error;
    expect(refused.code).toBe('limit_reached');
    expect(refused.hint).toContain('DELETE');
  });

  it('are shown once and never again', async () => {
    const shop = await createShop(server());
    const { body: fresh } = await server().api('POST', secretsOf(shop));
    const seen = [
      await server().api('GET', `/v1/sites/${shop.siteId}`),
      await server().api('GET', '/v1/sites'),
      await server().api('GET', '/v1/audit'),
    ];
    const text = JSON.stringify(seen.map(({ body }) => body));
    expect([text.includes(shop.secret), text.includes(fresh.secret)]).toEqual([false, false]);
  });

  it('may be one that the back end has already, of 32 bytes or more', async () => {
    const shop = await createShop(server());
    const own = 'A-secret_of-the-back-end_0123456789';
    expect((await server().api('POST', secretsOf(shop), { body: { secret: own } })).body.secret).toBe(own);
    expect(await codeOf(server(), shop, own)).toBe('accepted');
    const other = await createShop(server());
    const wrong = ['short', 'x'.repeat(31), ' '.repeat(40), '{"kty":"RSA","n":"0123456789","e":"AQAB"}'];
    for (const secret of wrong) {
      const { status, body } = await server().api('POST', secretsOf(other), { body: { secret } });
      expect([status, body.error.code]).toEqual([400, 'invalid_request']);
      expect(JSON.stringify(body)).not.toContain(secret);
    }
    const same = await server().api('POST', secretsOf(other), { body: { secret: other.secret } });
    expect(same.body.error.code).toBe('already_exists');
  });

  it('can all be removed, and belong to whoever may write the site', async () => {
    const [shop, other] = [await createShop(server()), await createShop(server())];
    const [only] = (await server().api('GET', `/v1/sites/${shop.siteId}`)).body.userTokens.secrets;
    const key = async (siteId: string, scopes: string[]) =>
      (await server().api('POST', '/v1/api-keys', { body: { name: 'k', scopes, siteId } })).body.key;
    const foreign = await key(other.siteId, ['sites:write']);
    const reading = await key(shop.siteId, ['sites:read']);
    for (const stranger of [foreign, reading]) {
      expect((await server().api('POST', secretsOf(shop), { key: stranger })).body.error.code).toBe('missing_scope');
      const gone = await server().api('DELETE', `${secretsOf(shop)}/${only.id}`, { key: stranger });
      expect(gone.body.error.code).toBe('missing_scope');
    }
    expect((await server().api('DELETE', `${secretsOf(other)}/${only.id}`)).body.error.code).toBe('not_found');
    const own = await key(shop.siteId, ['sites:write']);
    expect((await server().api('DELETE', `${secretsOf(shop)}/${only.id}`, { key: own })).status).toBe(200);
    expect(await codeOf(server(), shop, shop.secret)).toBe('user_token_unknown_key');
  });

  it('prove nothing while the site takes no tokens', async () => {
    const shop = await createShop(server());
    await modeOf(shop, 'off');
    const { body } = await registerVisit(server(), shop, { userToken: 'not even a token' });
    expect(body.identity).toEqual({ status: 'none', code: null, message: null });
    expect((await server().api('GET', `/v1/sites/${shop.siteId}`)).body.userTokens.observed).toBeNull();
  });

  it('are counted by what they are worth while the site observes, and give nobody an identity', async () => {
    const shop = await createShop(server());
    await modeOf(shop, 'observe');
    const twice = await signUserToken(shop);
    const wrong = await signUserToken(shop, {}, 'another secret of more than thirty-two bytes');
    const tokens = [twice, twice, await signUserToken(shop), wrong, 'nonsense'];
    const answers = await Promise.all(tokens.map((userToken) => registerVisit(server(), shop, { userToken })));
    expect(new Set(answers.map(({ body }) => body.identity.status))).toEqual(new Set(['none']));
    const { observed } = (await server().api('GET', `/v1/sites/${shop.siteId}`)).body.userTokens;
    expect(observed).toEqual({
      since: expect.stringMatching(/^\d{4}-/),
      accepted: 2,
      refused: { user_token_reused: 1, user_token_wrong_signature: 1, user_token_malformed: 1 },
    });
    await modeOf(shop, 'enforce');
    expect(await codeOf(server(), shop, shop.secret)).toBe('accepted');
    const again = await modeOf(shop, 'observe');
    expect(again.body.userTokens.observed).toMatchObject({ accepted: 0, refused: {} });
  });
});
