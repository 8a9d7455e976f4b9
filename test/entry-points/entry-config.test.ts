import { expect, it } from 'vitest';
import { toChecks, wrong } from '../../server/pages/checks/check-catalogue.ts';
import { judgeProfile, type Profile } from '../../server/pages/checks/judge-profile.ts';
import { upsertChecks } from '../../server/pages/store.ts';
import { onBothDialects } from '../support/both-dialects.ts';
import { APP_ID, createShop, PAGE_ID, type TestServer } from '../support/server.ts';

const configOf = (server: TestServer, key: string, origin = 'https://shop.example') =>
  server.api('GET', `/v1/entry-points/${key}/config`, { key: null, headers: { origin } });

async function createInstagramShop(server: TestServer, pageId: string, username?: string) {
  const page = { name: 'Shop', accessToken: 'EAAtoken', platform: 'instagram', ...(username ? { username } : {}) };
  const put = await server.api('PUT', `/v1/pages/${pageId}`, { body: page });
  const site = await server.api('POST', '/v1/sites', { body: { name: 'S', origins: ['https://shop.example'] } });
  const body = { siteId: site.body.id, pageId, key: `ig-${pageId}`, variant: 'button' };
  return { put, entry: await server.api('POST', '/v1/entry-points', { body }) };
}

onBothDialects("an entry point's configuration", (server) => {
  it('names the Page, its platform and the look, and allows no plugin unless somebody says so', async () => {
    const shop = await createShop(server());
    const { status, headers, body } = await configOf(server(), shop.key);
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('public, max-age=60');
    expect(body).toEqual({
      key: shop.key,
      variant: 'button',
      label: null,
      status: 'active',
      url: `https://m.me/${PAGE_ID}?ref=${shop.code}`,
      platform: 'messenger',
      pageId: PAGE_ID,
      pageName: 'Shop',
      look: { accent: null, onAccent: null, size: null, color: null },
      plugin: null,
    });
  });

  it.each([
    ['#ffd400', '#000000'],
    ['#2b5fd9', '#ffffff'],
  ])('gives the accent %s a text that can be read on it', async (accent, onAccent) => {
    const shop = await createShop(server(), { look: { accent, size: 'large' } });
    expect((await configOf(server(), shop.key)).body.look).toEqual({ accent, onAccent, size: 'large', color: null });
  });

  it('refuses an accent that is no colour', async () => {
    const shop = await createShop(server());
    const path = `/v1/entry-points/${shop.key}`;
    const { status } = await server().api('PATCH', path, { body: { look: { accent: 'red;x:url(//evil)' } } });
    expect(status).toBe(400);
  });

  it('is refused to pages of other websites', async () => {
    const shop = await createShop(server());
    const { status, body } = await configOf(server(), shop.key, 'https://evil.example');
    expect([status, body.error.code]).toEqual([403, 'origin_not_allowed']);
  });

  it("is answered to this server's own pages, such as the demo, for every site", async () => {
    const shop = await createShop(server());
    expect((await configOf(server(), shop.key, 'https://chat.example')).status).toBe(200);
  });

  it("says what Meta's plugin needs where it is allowed, until the switch is thrown for the Page or everywhere", async () => {
    const shop = await createShop(server(), { allowsPlugin: true });
    const plugin = { appId: APP_ID, pageId: PAGE_ID, sdkUrl: 'https://connect.facebook.net', version: 'v25.0' };
    const seen: unknown[] = [(await configOf(server(), shop.key)).body.plugin];
    for (const body of [
      { isStoppedEverywhere: false, stoppedPageIds: ['1'] },
      { isStoppedEverywhere: false, stoppedPageIds: [PAGE_ID] },
      { isStoppedEverywhere: true, stoppedPageIds: [] },
      { isStoppedEverywhere: false, stoppedPageIds: [] },
    ]) {
      expect((await server().api('PUT', '/v1/settings/plugin', { body })).body).toEqual(body);
      seen.push((await configOf(server(), shop.key)).body.plugin);
    }
    expect(seen).toEqual([plugin, plugin, null, null, plugin]);
  });

  it('says why the plugin would stay empty on this website, by the last look at app and Page', async () => {
    const origins = ['https://shop.example', 'https://shop.example.org'];
    const shop = await createShop(server(), { allowsPlugin: true });
    const look = async (whitelistedDomains: string[], isDevelopment: boolean) => {
      const { ctx } = server().server;
      const findings = judgeProfile({ value: { whitelistedDomains } as Profile, error: null }, origins);
      const mode = isDevelopment ? [wrong('app_mode', 'Development.', 'Go live.')] : [];
      const checkedAt = ctx.clock.now();
      const checks = toChecks('messenger', APP_ID, [...findings, ...mode], { checkedAt, why: '' });
      await ctx.storage.write((tx) => upsertChecks(tx, { pageId: PAGE_ID, appId: APP_ID, checks, checkedAt }));
      return (await configOf(server(), shop.key)).body.plugin.doubt ?? null;
    };
    expect([
      await look(['https://shop.example/', 'https://shop.example.org/'], false),
      await look(['https://shop.example/'], false),
      await look(['https://shop.example.org/'], false),
      await look([], false),
      await look([], true),
    ]).toEqual([null, null, 'domain_not_whitelisted', 'domain_not_whitelisted', 'development_mode']);
    await server().server.ctx.storage.write((tx) =>
      upsertChecks(tx, { pageId: PAGE_ID, appId: APP_ID, checks: [], checkedAt: new Date(0) }),
    );
  });

  it('is kept by nobody where it allows the plugin, so that the switch is heard of at once', async () => {
    const shop = await createShop(server(), { allowsPlugin: true, takesOver: ['https://shop.example'] });
    const takeover = `/v1/takeover?pageId=${PAGE_ID}`;
    const ask = async () => {
      const options = { key: null, headers: { origin: 'https://shop.example' } };
      const answers = [await configOf(server(), shop.key), await server().api('GET', takeover, options)];
      return answers.map(({ body, headers }) => [body.plugin !== null, headers.get('cache-control')]);
    };
    const throwSwitch = (isStoppedEverywhere: boolean) =>
      server().api('PUT', '/v1/settings/plugin', { body: { isStoppedEverywhere, stoppedPageIds: [] } });
    const allowed = await ask();
    await throwSwitch(true);
    const stopped = await ask();
    await throwSwitch(false);
    expect(allowed).toEqual([
      [true, 'no-store'],
      [true, 'no-store'],
    ]);
    expect(stopped).toEqual([
      [false, 'public, max-age=60'],
      [false, 'public, max-age=60'],
    ]);
  });

  it('allows no plugin while the entry point is paused', async () => {
    const shop = await createShop(server(), { allowsPlugin: true });
    await server().api('POST', `/v1/entry-points/${shop.key}/pause`);
    expect((await configOf(server(), shop.key)).body).toMatchObject({ status: 'paused', plugin: null });
  });

  it('lets only a key of every site throw the switch, and writes it down', async () => {
    const shop = await createShop(server());
    const made = { name: 'k', scopes: ['*'], siteId: shop.siteId };
    const { body: own } = await server().api('POST', '/v1/api-keys', { body: made });
    const body = { isStoppedEverywhere: true, stoppedPageIds: [] };
    const refused = await server().api('PUT', '/v1/settings/plugin', { body, key: own.key });
    expect([refused.status, refused.body.error.code]).toEqual([403, 'missing_scope']);
    const { body: audit } = await server().api('GET', '/v1/audit?subject=plugin');
    expect(audit.data[0]?.action).toBe('plugin_settings.set');
  });

  it('links to an Instagram account by its username, and has no plugin there', async () => {
    const { put, entry } = await createInstagramShop(server(), '17840001', 'shop.example');
    expect(put.body.username).toBe('shop.example');
    expect(entry.body.url).toBe(`https://ig.me/m/shop.example?ref=${entry.body.code}`);
    await server().api('PATCH', '/v1/entry-points/ig-17840001', { body: { allowsPlugin: true } });
    const { body } = await configOf(server(), 'ig-17840001');
    expect(body).toMatchObject({ platform: 'instagram', url: entry.body.url, plugin: null });
    const go = await server().api('GET', '/go/ig-17840001', { key: null });
    expect(go.headers.get('location')).toBe(entry.body.url);
  });

  it('cannot be made for an Instagram account without a username', async () => {
    const { entry } = await createInstagramShop(server(), '17840002');
    expect([entry.status, entry.body.error.code]).toEqual([400, 'invalid_request']);
    expect(entry.body.error.hint).toContain('PUT /v1/pages');
  });
});
