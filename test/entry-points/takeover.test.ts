import { expect, it } from 'vitest';
import { onBothDialects } from '../support/both-dialects.ts';
import { createShop, type TestServer } from '../support/server.ts';

const ORIGIN = 'https://shop.example';

const takeover = (server: TestServer, query: string, origin = ORIGIN) =>
  server.api('GET', `/v1/takeover?${query}`, { key: null, headers: { origin } });

onBothDialects('the takeover of old markup', (server) => {
  it('is by the oldest active entry point of the Page and the site, without anything being set', async () => {
    const first = await createShop(server(), { pageId: '5001' });
    await createShop(server(), { pageId: '5001' });
    const { status, headers, body } = await takeover(server(), 'pageId=5001');
    expect([status, headers.get('access-control-allow-origin')]).toEqual([200, ORIGIN]);
    expect(body).toMatchObject({ entry: first.key, variant: 'button', url: `https://m.me/5001?ref=${first.code}` });
    expect(body).not.toHaveProperty('key');
  });

  it('prefers the variant that fits the markup', async () => {
    await createShop(server(), { pageId: '5002' });
    const bubble = await createShop(server(), { pageId: '5002', variant: 'bubble' });
    expect((await takeover(server(), 'pageId=5002&variant=bubble')).body.entry).toBe(bubble.key);
  });

  it('is by the entry point that was chosen for the origin, also when an older one is there', async () => {
    await createShop(server(), { pageId: '5003' });
    const chosen = await createShop(server(), { pageId: '5003', takesOver: [ORIGIN] });
    expect((await takeover(server(), 'pageId=5003&variant=bubble')).body.entry).toBe(chosen.key);
    const { body } = await server().api('GET', `/v1/entry-points/${chosen.key}`);
    expect(body.takesOver).toEqual([ORIGIN]);
  });

  it('falls back to another one once the chosen one is archived', async () => {
    const older = await createShop(server(), { pageId: '5004' });
    const chosen = await createShop(server(), { pageId: '5004', takesOver: [ORIGIN] });
    await server().api('POST', `/v1/entry-points/${chosen.key}/archive`);
    expect((await takeover(server(), 'pageId=5004')).body.entry).toBe(older.key);
  });

  it('is chosen once per Page and origin, and only for origins of the site', async () => {
    const shop = await createShop(server(), { pageId: '5005', takesOver: [ORIGIN] });
    const other = await createShop(server(), { pageId: '5005' });
    const path = `/v1/entry-points/${other.key}`;
    const taken = await server().api('PATCH', path, { body: { takesOver: [ORIGIN] } });
    const foreign = await server().api('PATCH', path, { body: { takesOver: ['https://evil.example'] } });
    expect([taken.status, taken.body.error.code]).toEqual([409, 'already_exists']);
    expect([foreign.status, foreign.body.error.code]).toEqual([400, 'invalid_request']);
    await server().api('PATCH', `/v1/entry-points/${shop.key}`, { body: { takesOver: [] } });
    expect((await server().api('PATCH', path, { body: { takesOver: [ORIGIN] } })).status).toBe(200);
  });

  it('tells a foreign website, a Page without entry points and a wrong id apart', async () => {
    await createShop(server(), { pageId: '5006' });
    const answers = [
      await takeover(server(), 'pageId=5006', 'https://evil.example'),
      await takeover(server(), 'pageId=404'),
      await takeover(server(), 'pageId=shop'),
    ];
    expect(answers.map(({ status, body }) => [status, body.error.code])).toEqual([
      [403, 'origin_not_allowed'],
      [404, 'not_found'],
      [400, 'invalid_request'],
    ]);
  });
});
