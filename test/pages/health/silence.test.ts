import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ConnectedPage } from '../../../shared/api/pages.ts';
import { createAppLooks } from '../../../server/pages/health/app-looks.ts';
import { watchPage } from '../../../server/pages/health/watch-page.ts';
import { PAGE_ID, startTestServer, type TestServer } from '../../support/server.ts';
import { type RefusingPlatform, startRefusingPlatform } from './refusing-platform.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

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

/** Checks the Page; it had an event every hour for four weeks, and the last one then. */
async function check(lastEventAt: Date): Promise<ConnectedPage> {
  const { ctx } = server.server;
  const lastHour = Math.floor(lastEventAt.getTime() / HOUR);
  const perHour = new Map(Array.from({ length: 28 * 24 }, (_, index) => [lastHour - index, 1]));
  const intervals = { usualMs: 30 * MINUTE, troubledMs: 10 * MINUTE };
  const readRhythm = async () => ({ perHour, lastEventAt });
  await watchPage(ctx, PAGE_ID, { intervals, readRhythm, looks: createAppLooks(ctx) });
  return (await server.api('GET', `/v1/pages/${PAGE_ID}`)).body;
}

test('an unusual silence is a problem until an event comes; the time in which nobody watched does not count', async () => {
  const last = new Date(server.clock.now().getTime() - 24 * HOUR);
  const codesOf = ({ problems }: ConnectedPage): string[] => problems.map(({ code }) => code);
  expect(codesOf(await check(last))).not.toContain('silent');
  let page: ConnectedPage | undefined;
  for (let halfHours = 0; halfHours < 16; halfHours++) {
    server.clock.advance(30 * MINUTE);
    page = await check(last);
  }
  const silent = page?.problems.find(({ code }) => code === 'silent');
  expect(silent).toMatchObject({ severity: 'degraded', since: last.toISOString() });
  expect(silent?.evidence).toContain(last.toISOString());
  expect(codesOf(await check(server.clock.now()))).not.toContain('silent');
});
