import { expect, it } from 'vitest';
import { getClientSecret, getSiteSettings, useUserToken, verifyUserToken } from '../../server/sites/index.ts';
import { onBothDialects } from '../support/both-dialects.ts';
import { type ApiAnswer, createShop, type Shop, signUserToken } from '../support/server.ts';

const OIDC = { kind: 'oidc', issuer: 'https://login.shop.example', clientId: 'threadtie' };

const REFUSED: Record<string, [unknown, RegExp]> = {
  'a login page on another origin': [{ login: { kind: 'handoff', url: 'https://evil.example/in' } }, /login\.url/],
  'a login page on an origin of like beginning': [
    { login: { kind: 'handoff', url: 'https://shop.example.evil.example/in' } },
    /login\.url/,
  ],
  'a login page by http': [{ login: { kind: 'handoff', url: 'http://shop.example/in' } }, /login\.url/],
  'a login page with a user': [{ login: { kind: 'handoff', url: 'https://a@shop.example/in' } }, /login\.url/],
  'a script as a login page': [{ login: { kind: 'handoff', url: 'javascript:alert(1)' } }, /login\.url/],
  'an issuer on this machine': [{ login: { ...OIDC, issuer: 'http://localhost:3000' } }, /login\.issuer/],
  'an issuer in a private network': [{ login: { ...OIDC, issuer: 'https://10.0.0.1' } }, /login\.issuer/],
  'an issuer with a query': [{ login: { ...OIDC, issuer: 'https://login.shop.example?x=1' } }, /issuer/],
  'a scope with a space': [{ login: { ...OIDC, scopes: ['openid email'] } }, /scopes/],
  'keys in a private network': [{ userTokens: { jwksUrl: 'https://[fd00::1]/jwks' } }, /jwksUrl/],
  'keys on this machine': [{ userTokens: { jwksUrl: 'https://localhost/jwks' } }, /jwksUrl/],
  'a pale accent': [{ look: { accent: '#ffd400' } }, /1\.4\d:1/],
  'an accent by name': [{ look: { accent: 'red' } }, /accent/],
  'a logo in a private network': [{ look: { logoUrl: 'https://192.168.0.1/logo.png' } }, /logoUrl/],
  'an assurance nobody knows': [{ linking: { minimumAssurance: 'total' } }, /minimumAssurance/],
  'a rule nobody knows': [{ linking: { onConflict: 'replace' } }, /onConflict/],
  'texts in a language nobody speaks': [{ linking: { texts: { xx: { linked: 'x' } } } }, /texts/],
  'a text without end': [{ linking: { texts: { en: { linked: 'x'.repeat(1001) } } } }, /texts/],
  'a language nobody speaks': [{ language: 'xx' }, /language/],
  'a mode nobody knows': [{ userTokens: { mode: 'maybe' } }, /mode/],
};

onBothDialects('the settings of a site', (server) => {
  const patch = (shop: Shop, body: unknown): Promise<ApiAnswer> =>
    server().api('PATCH', `/v1/sites/${shop.siteId}`, { body });
  const settings = (shop: Shop) => getSiteSettings(server().server.ctx, shop.siteId);

  it('begin strict, and keep what a change leaves out', async () => {
    const shop = await createShop(server());
    expect((await patch(shop, {})).body).toMatchObject({
      userTokens: { mode: 'enforce', keys: [], jwksUrl: null, jwks: null, observed: null },
      login: null,
      linking: { minimumAssurance: null, onConflict: 'refuse', confirmNumber: true, asksUnlinked: false, texts: {} },
      language: 'en',
      look: { accent: null, logoUrl: null },
    });
    await patch(shop, { linking: { minimumAssurance: 'in-thread', texts: { de: { linked: 'Verbunden.' } } } });
    await patch(shop, { look: { accent: '#2B5FD9' }, language: 'de' });
    await patch(shop, { linking: { keywords: { login: [' Ｌogin ', 'login', 'Anmelden'], logout: [] } } });
    await patch(shop, { look: { logoUrl: 'https://cdn.shop.example/logo.png' }, name: 'Laden' });
    expect(await settings(shop)).toMatchObject({
      name: 'Laden',
      origins: ['https://shop.example'],
      userTokens: { mode: 'enforce' },
      linking: {
        minimumAssurance: 'in-thread',
        onConflict: 'refuse',
        keywords: { login: ['login', 'anmelden'], logout: [] },
        texts: { de: { linked: 'Verbunden.' } },
      },
      language: 'de',
      look: { accent: '#2b5fd9', logoUrl: 'https://cdn.shop.example/logo.png' },
    });
  });

  it('survive changes of different parts at the same moment', async () => {
    const shop = await createShop(server());
    const changes = [
      { linking: { minimumAssurance: 'match' } },
      { linking: { onConflict: 'ask' } },
      { linking: { asksUnlinked: true } },
      { look: { accent: '#123456' } },
      { look: { logoUrl: 'https://shop.example/l.svg' } },
    ];
    await Promise.all(changes.map((change) => patch(shop, change)));
    expect(await settings(shop)).toMatchObject({
      linking: { minimumAssurance: 'match', onConflict: 'ask', asksUnlinked: true },
      look: { accent: '#123456', logoUrl: 'https://shop.example/l.svg' },
    });
  });

  it.each(Object.entries(REFUSED))('are not %s', async (_title, [body, named]) => {
    const shop = await createShop(server());
    const before = await settings(shop);
    const answer = await patch(shop, body);
    expect([answer.status, answer.body.error?.code]).toEqual([400, 'invalid_request']);
    expect(answer.body.error.message).toMatch(named);
    expect(await settings(shop)).toEqual(before);
  });

  it('hand people on to pages of the site alone, also after its origins changed', async () => {
    const shop = await createShop(server());
    const login = { kind: 'handoff', url: 'https://shop.example/messenger/login?from=chat' };
    expect((await patch(shop, { login })).body.login).toEqual(login);
    const left = await patch(shop, { origins: ['https://other.example'] });
    expect(left.body.error.message).toContain('login.url');
    expect((await patch(shop, { origins: ['https://other.example'], login: null })).status).toBe(200);
    const moved = { login: { ...login, url: 'https://new.example/in' }, origins: ['https://new.example'] };
    expect((await patch(shop, moved)).status).toBe(200);
  });

  it('show of an OIDC client only that it has a secret, which stays with its issuer', async () => {
    const shop = await createShop(server());
    const { ctx } = server().server;
    const clientSecret = 'the-secret-of-the-client';
    const { body } = await patch(shop, { login: { ...OIDC, clientSecret, scopes: ['email'] } });
    const shown = { ...OIDC, scopes: ['openid', 'email'], subjectClaim: 'sub', hasClientSecret: true };
    expect(body.login).toEqual(shown);
    expect(JSON.stringify([body, await settings(shop)])).not.toContain(clientSecret);
    expect(await getClientSecret(ctx, shop.siteId)).toBe(clientSecret);
    await patch(shop, { login: { ...OIDC, subjectClaim: 'customer_id' } });
    expect(await getClientSecret(ctx, shop.siteId)).toBe(clientSecret);
    await patch(shop, { login: { ...OIDC, issuer: 'https://evil.example' } });
    expect(await getClientSecret(ctx, shop.siteId)).toBeNull();
    await patch(shop, { login: { ...OIDC, clientSecret } });
    const without = await patch(shop, { login: { ...OIDC, clientSecret: null } });
    expect(without.body.login.hasClientSecret).toBe(false);
  });

  it('need a key that may write this very site', async () => {
    const [shop, other] = [await createShop(server()), await createShop(server())];
    const create = async (scopes: string[], siteId: string) =>
      (await server().api('POST', '/v1/api-keys', { body: { name: 'k', scopes, siteId } })).body.key;
    for (const key of [await create(['sites:read'], shop.siteId), await create(['sites:write'], other.siteId)]) {
      const body = { userTokens: { mode: 'off' } };
      const answer = await server().api('PATCH', `/v1/sites/${shop.siteId}`, { body, key });
      expect(answer.body.error.code).toBe('missing_scope');
    }
  });
});

onBothDialects('a token that brings a state', (server) => {
  const check = async (shop: Shop, claims: Record<string, unknown>, expectedState?: string) => {
    const { ctx } = server().server;
    const result = await verifyUserToken(ctx, shop.siteId, await signUserToken(shop, claims), { expectedState });
    return result?.ok ? { ...result.user, isFirst: await useUserToken(ctx, result) } : (result?.code ?? null);
  };

  it('counts where this very state is expected, once, and nowhere else', async () => {
    const shop = await createShop(server());
    const known = { siteUserId: '42', label: 'a***@shop.example', context: { plan: 'gold' } };
    const claims = { state: 's1', jti: 'once', email: 'anna@shop.example', context: { plan: 'gold' } };
    expect(await check(shop, claims, 's1')).toEqual({ ...known, isFirst: true });
    expect(await check(shop, claims, 's1')).toEqual({ ...known, isFirst: false });
    for (const state of [undefined, null, '', 's2', 's1 ', ['s1'], 1]) {
      expect([state, await check(shop, { state }, 's1')]).toEqual([state, 'user_token_wrong_state']);
    }
    expect(await check(shop, { state: 's1' })).toBe('user_token_wrong_state');
    expect(await check(shop, { state: '' }, '')).toBe('user_token_wrong_state');
  });

  it('signs nobody in while the site takes no tokens', async () => {
    const shop = await createShop(server());
    for (const mode of ['off', 'observe']) {
      await server().api('PATCH', `/v1/sites/${shop.siteId}`, { body: { userTokens: { mode } } });
      expect(await check(shop, { state: 's1' }, 's1')).toBeNull();
    }
  });
});
