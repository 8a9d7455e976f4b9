import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ConnectedPage } from '../../../shared/api/pages.ts';
import { createAppLooks } from '../../../server/pages/health/app-looks.ts';
import { selectHealth } from '../../../server/pages/health/health-store.ts';
import { watchPage } from '../../../server/pages/health/watch-page.ts';
import { tokenPurpose } from '../../../server/pages/seal-purpose.ts';
import { selectToken, updateTokenRow, upsertToken } from '../../../server/pages/store.ts';
import { APP_ID, PAGE_ID, startTestServer, type TestServer } from '../../support/server.ts';
import { type RefusingPlatform, startRefusingPlatform } from './refusing-platform.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const OTHER_PAGE = '9007199254740999';
const DESK = '730000000000029';

let platform: RefusingPlatform;
let server: TestServer;
beforeAll(async () => {
  platform = await startRefusingPlatform();
  server = await startTestServer('sqlite', { GRAPH_URL: platform.url });
  await server.api('PUT', `/v1/pages/${PAGE_ID}`, { body: { name: 'Shop', accessToken: 'EAAtoken' } });
});
afterAll(async () => {
  await server.stop();
  await platform.stop();
});

/** Checks a Page; it had an event every hour for four weeks, and the last one then. */
async function check(lastEventAt: Date, pageId = PAGE_ID): Promise<ConnectedPage> {
  const { ctx } = server.server;
  const lastHour = Math.floor(lastEventAt.getTime() / HOUR);
  const perHour = new Map(Array.from({ length: 28 * 24 }, (_, index) => [lastHour - index, 1]));
  const intervals = { usualMs: 30 * MINUTE, troubledMs: 10 * MINUTE };
  const readRhythm = async () => ({ perHour, lastEventAt });
  await watchPage(ctx, pageId, { intervals, readRhythm, looks: createAppLooks(ctx) });
  return (await server.api('GET', `/v1/pages/${pageId}`)).body;
}

const codesOf = ({ problems }: ConnectedPage): string[] => problems.map(({ code }) => code);

/** Checks the Page every half hour, as often as that, and answers what the last check says. */
async function watch(halfHours: number, lastEventAt: Date): Promise<ConnectedPage | undefined> {
  let page: ConnectedPage | undefined;
  for (let i = 0; i < halfHours; i++) {
    server.clock.advance(30 * MINUTE);
    page = await check(lastEventAt);
  }
  return page;
}

test('an unusual silence is a problem until an event comes; the time in which nobody watched does not count', async () => {
  const last = new Date(server.clock.now().getTime() - 24 * HOUR);
  expect(codesOf(await check(last))).not.toContain('silent');
  const silent = (await watch(16, last))?.problems.find(({ code }) => code === 'silent');
  expect(silent).toMatchObject({ severity: 'degraded', since: last.toISOString() });
  expect(silent?.evidence).toContain(last.toISOString());
  expect(codesOf(await check(server.clock.now()))).not.toContain('silent');
});

test('a silence that has begun outlasts a pause of the watching', async () => {
  const last = server.clock.now();
  expect(codesOf((await watch(20, last)) ?? (await check(last)))).toContain('silent');
  server.clock.advance(5 * HOUR);
  expect(codesOf(await check(last))).toContain('silent');
  expect(codesOf(await check(server.clock.now()))).not.toContain('silent');
});

test('while the platform wants no calls a silence is noticed all the same, and an end of the token', async () => {
  const { ctx } = server.server;
  const last = server.clock.now();
  await check(last);
  ctx.pacer.hold(`page:${PAGE_ID}`, new Date(server.clock.now().getTime() + 24 * HOUR));
  const token = await ctx.storage.read((at) => selectToken(at, { pageId: PAGE_ID, appId: APP_ID }));
  const expiresAt = new Date(server.clock.now().getTime() + HOUR);
  await ctx.storage.write(async (tx) => token && (await updateTokenRow(tx, token, { expiresAt })));
  platform.looks.length = 0;
  const page = await watch(20, last);
  expect(page && codesOf(page)).toEqual(expect.arrayContaining(['token_expired', 'silent']));
  expect(platform.looks).toEqual([]);
  const seenAt = page?.checks.map((each) => Date.parse(each.checkedAt ?? '')) ?? [];
  expect(Math.max(...seenAt)).toBeLessThan(last.getTime() + HOUR);
  const [row] = await ctx.storage.read((at) => selectHealth(at, [PAGE_ID]));
  expect(server.clock.now().getTime() - (row?.checkedAt?.getTime() ?? 0)).toBeLessThan(MINUTE);
  expect((row?.nextCheckAt?.getTime() ?? Infinity) - server.clock.now().getTime()).toBeLessThanOrEqual(30 * MINUTE);
});

test('an app whose calls are held keeps no other one from looking', async () => {
  const { ctx } = server.server;
  await server.api('PUT', `/v1/pages/${OTHER_PAGE}`, { body: { name: 'Other', accessToken: 'EAAother' } });
  const token = await ctx.storage.read((at) => selectToken(at, { pageId: OTHER_PAGE, appId: APP_ID }));
  const put = { secrets: ['secret-of-the-second-app'], verifyToken: 'verify-token-of-the-second-app' };
  await server.api('PUT', `/v1/apps/${DESK}`, { body: put });
  const sealedToken = ctx.secretBox.seal('EAAdesk', tokenPurpose(DESK, OTHER_PAGE));
  await ctx.storage.write(async (tx) => token && (await upsertToken(tx, { ...token, appId: DESK, sealedToken })));
  ctx.pacer.hold(`app:${DESK}`, new Date(server.clock.now().getTime() + HOUR));
  platform.looks.length = 0;
  await check(server.clock.now(), OTHER_PAGE);
  expect(platform.looks).toEqual([OTHER_PAGE]);
});
