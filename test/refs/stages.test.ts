import { expect, it } from 'vitest';
import { onBothDialects } from '../support/both-dialects.ts';
import { createShop, mintRef, referral, registerVisit, type TestServer } from '../support/server.ts';

const tell = (server: TestServer, stages: readonly object[], origin = 'https://shop.example') =>
  server.api('POST', '/v1/stages', { key: null, headers: { 'content-type': 'text/plain', origin }, body: { stages } });

/** What was counted, once it is written down: every few seconds, or at the end of the process. */
async function countsOf(server: TestServer, key: string, query = '') {
  await server.restart();
  return await server.api('GET', `/v1/entry-points/${key}/stages${query}`);
}

onBothDialects('what browsers tell', (server) => {
  it('is added up by entry point, hour, stage and reason, and marked as their word', async () => {
    const shop = await createShop(server());
    const [entryPoint, hourAgo] = [shop.key, 3_600_000];
    const answer = await tell(server(), [
      { entryPoint, stage: 'rendered', count: 200 },
      { entryPoint, stage: 'rendered', count: 3, ago: hourAgo },
      { entryPoint, stage: 'plugin_failed', reason: 'sdk_blocked' },
      { entryPoint, stage: 'plugin_failed', reason: 'told by nobody we know' },
    ]);
    await tell(server(), [{ entryPoint, stage: 'rendered' }]);
    expect([answer.status, answer.body, answer.headers.get('set-cookie')]).toEqual([202, { counted: 4 }, null]);
    const { body } = await countsOf(server(), entryPoint);
    expect(body.toldBy).toBe('browsers');
    expect(body.totals).toEqual(
      expect.arrayContaining([
        { stage: 'rendered', reason: null, count: 204 },
        { stage: 'plugin_failed', reason: 'sdk_blocked', count: 1 },
        { stage: 'plugin_failed', reason: 'other', count: 1 },
      ]),
    );
    expect(body.totals).toHaveLength(3);
    expect(new Set(body.hours.map((one: { hour: string }) => one.hour)).size).toBe(2);
  });

  it('goes on being added up over a restart', async () => {
    const shop = await createShop(server());
    for (let run = 0; run < 2; run++) {
      await tell(server(), [{ entryPoint: shop.key, stage: 'clicked' }]);
      await server().restart();
    }
    const { body } = await server().api('GET', `/v1/entry-points/${shop.key}/stages`);
    expect(body.totals).toEqual([{ stage: 'clicked', reason: null, count: 2 }]);
  });

  it('counts for nothing from other websites and of entry points that do not exist', async () => {
    const shop = await createShop(server());
    const foreign = await tell(server(), [{ entryPoint: shop.key, stage: 'opened' }], 'https://evil.example');
    const unknown = await tell(server(), [{ entryPoint: 'no-such', stage: 'opened' }]);
    expect([foreign.body, unknown.body]).toEqual([{ counted: 0 }, { counted: 0 }]);
    expect((await countsOf(server(), shop.key)).body.totals).toEqual([]);
  });

  it("becomes stages of the visit whose secret comes along, and changes nothing of the server's own facts", async () => {
    const shop = await createShop(server());
    const ref = mintRef(shop.code);
    const { body: visit } = await registerVisit(server(), shop, { ref });
    await server().deliver(referral('9901', ref));
    await server().settle();
    const told = { entryPoint: shop.key, refId: visit.id, watchSecret: visit.watchSecret };
    await tell(server(), [
      { ...told, stage: 'rendered', ago: 5000 },
      { ...told, stage: 'plugin_failed', reason: 'frame_blocked' },
    ]);
    const headers = { 'watch-secret': visit.watchSecret };
    const { body } = await server().api('GET', `/v1/refs/${visit.id}`, { key: null, headers });
    expect(body.state).toBe('arrived');
    expect(body.stages.map((one: { stage: string; reason: string | null }) => [one.stage, one.reason])).toEqual([
      ['registered', null],
      ['arrived', null],
      ['rendered', null],
      ['plugin_failed', 'frame_blocked'],
    ]);
    const [at, , rendered] = body.stages.map((one: { at: string }) => Date.parse(one.at));
    expect(rendered).toBeLessThan(at);
  });

  it('touches no visit without its secret, with a wrong one, or under another entry point', async () => {
    const [shop, other] = [await createShop(server()), await createShop(server())];
    const { body: visit } = await registerVisit(server(), shop);
    const stage = 'clicked';
    await tell(server(), [
      { entryPoint: shop.key, stage, refId: visit.id },
      { entryPoint: shop.key, stage, refId: visit.id, watchSecret: 'wrong' },
      { entryPoint: other.key, stage, refId: visit.id, watchSecret: visit.watchSecret },
      { entryPoint: shop.key, stage, refId: 'ref_nothing', watchSecret: visit.watchSecret },
    ]);
    const headers = { 'watch-secret': visit.watchSecret };
    const { body } = await server().api('GET', `/v1/refs/${visit.id}`, { key: null, headers });
    expect(body.stages.map((one: { stage: string }) => one.stage)).toEqual(['registered']);
  });

  it.each([
    ['a stage that only the server may tell', [{ entryPoint: 'a', stage: 'linked' }]],
    ['more than fifty at once', Array.from({ length: 51 }, () => ({ entryPoint: 'a', stage: 'opened' }))],
    ['a count beyond a page', [{ entryPoint: 'a', stage: 'opened', count: 501 }]],
    ['a count that takes away', [{ entryPoint: 'a', stage: 'opened', count: -5 }]],
    ['the future', [{ entryPoint: 'a', stage: 'opened', ago: -1 }]],
    ['nothing', []],
  ])('is refused when it is %s', async (_, stages) => {
    const { status, body } = await tell(server(), stages);
    expect([status, body.error.code]).toEqual([400, 'invalid_request']);
  });

  it('is refused past 120 calls a minute of one address', async () => {
    await server().restart();
    const answers = await Promise.all(
      Array.from({ length: 125 }, () => tell(server(), [{ entryPoint: 'no-such', stage: 'opened' }])),
    );
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(5);
    await server().restart();
  });

  it('is read by keys of its site alone, for at most 31 days', async () => {
    const [shop, other] = [await createShop(server()), await createShop(server())];
    const made = { name: 'k', scopes: ['entry-points:read'], siteId: other.siteId };
    const { body: key } = await server().api('POST', '/v1/api-keys', { body: made });
    const path = `/v1/entry-points/${shop.key}/stages`;
    const answers = [
      await server().api('GET', path, { key: key.key }),
      await server().api('GET', path, { key: null }),
      await server().api('GET', `${path}?from=2026-01-01T00:00:00.000Z`),
      await server().api('GET', `${path}?from=2026-03-01T00:00:00.000Z&to=2026-02-01T00:00:00.000Z`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 401, 400, 400]);
  });
});
