import { expect, it } from 'vitest';
import { onBothDialects } from '../support/both-dialects.ts';
import { createShop, mintRef, PAGE_ID, referral } from '../support/server.ts';

onBothDialects('entry points', (server) => {
  it('answer their link, a code of safe characters and a snippet that is escaped', async () => {
    const shop = await createShop(server(), { label: 'Say "hi" & <b>more</b>' });
    const { body } = await server().api('GET', `/v1/entry-points/${shop.key}`);
    expect(body.code).toMatch(/^[a-z0-9]{10}$/);
    expect(body.url).toBe(`https://m.me/${PAGE_ID}?ref=${body.code}`);
    expect(body.snippet).toContain('>Say &quot;hi&quot; &amp; &lt;b&gt;more&lt;/b&gt;</a>');
    expect(body.linkPolicy).toBe('direct');
  });

  it('ask for the number (match) unless somebody says otherwise', async () => {
    const shop = await createShop(server(), { linkPolicy: undefined });
    expect((await server().api('GET', `/v1/entry-points/${shop.key}`)).body.linkPolicy).toBe('match');
  });

  it('keep their key reserved after archiving, and say so', async () => {
    const shop = await createShop(server());
    const again = { siteId: shop.siteId, pageId: PAGE_ID, key: shop.key, variant: 'button' };
    const taken = await server().api('POST', '/v1/entry-points', { body: again });
    await server().api('POST', `/v1/entry-points/${shop.key}/archive`);
    const reserved = await server().api('POST', '/v1/entry-points', { body: again });
    expect([taken.status, taken.body.error.code]).toEqual([409, 'already_exists']);
    expect([reserved.status, reserved.body.error.code]).toEqual([409, 'reserved']);
    const restored = await server().api('POST', `/v1/entry-points/${shop.key}/restore`);
    expect(restored.body.status).toBe('active');
  });

  it('still attribute arrivals when archived', async () => {
    const shop = await createShop(server());
    await server().api('POST', `/v1/entry-points/${shop.key}/archive`);
    await server().deliver(referral('951', shop.code));
    await server().settle();
    const { body } = await server().api('GET', '/v1/arrivals?psid=951');
    expect(body.data[0]).toMatchObject({ entryPoint: shop.key, outcome: 'matched' });
  });

  it('refuse an alias that another one has on the Page, that is a code, or that looks like a visit ref', async () => {
    const shop = await createShop(server(), { aliases: ['flyer 2019'] });
    const other = await createShop(server());
    const path = `/v1/entry-points/${other.key}`;
    const taken = await server().api('PATCH', path, { body: { aliases: ['flyer 2019'] } });
    const code = await server().api('PATCH', path, { body: { aliases: [shop.code] } });
    const visit = await server().api('PATCH', path, { body: { aliases: [mintRef(shop.code)] } });
    expect([taken.status, code.status, visit.status]).toEqual([409, 409, 400]);
    expect(taken.body.error.message).toContain('"flyer 2019"');
    expect((await server().api('GET', path)).body.aliases).toEqual([]);
  });

  it('change only what is given', async () => {
    const shop = await createShop(server(), { label: 'Before', aliases: ['kept'] });
    const { body } = await server().api('PATCH', `/v1/entry-points/${shop.key}`, { body: { label: 'After' } });
    expect(body).toMatchObject({ label: 'After', aliases: ['kept'], linkPolicy: 'direct', code: shop.code });
  });

  it('name the Page or the site that does not exist', async () => {
    const shop = await createShop(server());
    const base = { siteId: shop.siteId, pageId: PAGE_ID, key: 'never', variant: 'button' };
    const page = await server().api('POST', '/v1/entry-points', { body: { ...base, pageId: '404' } });
    const site = await server().api('POST', '/v1/entry-points', { body: { ...base, siteId: 'site_404' } });
    expect([page.status, page.body.error.message]).toEqual([404, 'No Page "404" was found.']);
    expect([site.status, site.body.error.message]).toEqual([404, 'No site "site_404" was found.']);
  });

  it('are listed page by page, each once', async () => {
    const shop = await createShop(server());
    for (const key of ['a', 'b', 'c', 'd']) {
      const body = { siteId: shop.siteId, pageId: PAGE_ID, key: `list-${key}-${shop.code}`, variant: 'qr' };
      await server().api('POST', '/v1/entry-points', { body });
    }
    const keys: string[] = [];
    let cursor = '';
    for (let pages = 0; pages < 10; pages++) {
      const { body } = await server().api('GET', `/v1/entry-points?siteId=${shop.siteId}&limit=2${cursor}`);
      keys.push(...body.data.map((one: { key: string }) => one.key));
      if (!body.nextCursor) break;
      cursor = `&cursor=${encodeURIComponent(body.nextCursor)}`;
    }
    expect(keys).toHaveLength(5);
    expect(new Set(keys).size).toBe(5);
  });

  it('of another site are invisible to a key of one site', async () => {
    const [shop, other] = [await createShop(server()), await createShop(server())];
    const scopes = ['entry-points:read', 'entry-points:write'];
    const { body } = await server().api('POST', '/v1/api-keys', { body: { name: 'k', scopes, siteId: other.siteId } });
    const get = await server().api('GET', `/v1/entry-points/${shop.key}`, { key: body.key });
    const pause = await server().api('POST', `/v1/entry-points/${shop.key}/pause`, { key: body.key });
    const list = await server().api('GET', '/v1/entry-points?limit=200', { key: body.key });
    expect([get.status, pause.status]).toEqual([404, 404]);
    expect(list.body.data.map((one: { key: string }) => one.key)).toEqual([other.key]);
  });
});
