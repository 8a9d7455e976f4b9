import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { claimCheck, selectHealth } from '../../../server/pages/health/health-store.ts';
import { startWatchdog, type Watchdog } from '../../../server/pages/health/start-watchdog.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { type RefusingPlatform, startRefusingPlatform } from './refusing-platform.ts';
import { waitFor } from './watched-world.ts';

const MINUTE = 60_000;
/** A check under way is appointed anew for so long after it began, should its process die. */
const CLAIMED_MS = 5 * MINUTE;
const INTERVALS = { usualMs: 30 * MINUTE, troubledMs: 10 * MINUTE };

describe.each(['sqlite', 'postgres'] as const)('the watchdog on %s', (dialect) => {
  let platform: RefusingPlatform;
  let server: TestServer;
  let watchdogs: Watchdog[] = [];
  const ids = Array.from({ length: 24 }, (_, index) => `50000000000${String(index).padStart(4, '0')}`);

  beforeAll(async () => {
    platform = await startRefusingPlatform();
    server = await startTestServer(dialect, { GRAPH_URL: platform.url });
    for (const id of ids) {
      await server.api('PUT', `/v1/pages/${id}`, { body: { name: id, accessToken: `EAA${id}` } });
    }
    watchdogs = [start(), start()];
  });
  afterAll(async () => {
    await Promise.all(watchdogs.map((watchdog) => watchdog.stop()));
    await server.stop();
    await platform.stop();
  });

  function start(): Watchdog {
    const readRhythm = async () => ({ perHour: new Map(), lastEventAt: null });
    return startWatchdog(server.server.ctx, { intervals: INTERVALS, readRhythm, lookMs: 20 });
  }

  /** Lets the time go by, begins, and waits until so many checks are over. */
  async function pass(minutes: number, checks: number, begin = () => {}): Promise<void> {
    const before = await countChecks();
    platform.looks.length = 0;
    server.clock.advance(minutes * MINUTE);
    begin();
    await waitFor(countChecks, (count) => count >= before + checks);
  }

  async function nextCheckOf(pageId: string): Promise<Date> {
    const [row] = await server.server.ctx.storage.read((at) => selectHealth(at, [pageId]));
    return row?.nextCheckAt ?? new Date(0);
  }

  async function countChecks(): Promise<number> {
    const { text } = await server.server.ctx.metrics.print();
    const counts = [...text.matchAll(/^threadtie_page_checks_total\{.*\} (\d+)$/gm)].map(([, count]) => Number(count));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  test('looks at each Page once an interval, however many processes watch', async () => {
    await pass(10.1, ids.length);
    expect(platform.looks.toSorted()).toEqual(ids);
    await pass(10.1, ids.length);
    expect(platform.looks.toSorted()).toEqual(ids);
  });

  test('catches up a few at a time after a long pause, and looks at each Page once', async () => {
    await Promise.all(watchdogs.map((watchdog) => watchdog.stop()));
    platform.most.open = 0;
    await pass(24 * 60, ids.length, () => void (watchdogs = [start()]));
    expect(platform.looks.toSorted()).toEqual(ids);
    expect(platform.most.open).toBeLessThanOrEqual(8 * 5);
  });

  test('makes no call while the platform wants none, and looks soon after', async () => {
    const { ctx } = server.server;
    const [held = ''] = ids;
    ctx.pacer.hold(`page:${held}`, new Date(ctx.clock.now().getTime() + 60 * MINUTE));
    await pass(10.1, ids.length - 1);
    await waitFor(
      () => nextCheckOf(held),
      (at) => at.getTime() > ctx.clock.now().getTime() + CLAIMED_MS, // its check without a look is over too
    );
    expect(platform.looks).not.toContain(held);
    await pass(65, ids.length);
    expect(platform.looks).toContain(held);
  });

  test('gives a check to one process only, and begins anew what that one does not finish', async () => {
    await pass(10.1, ids.length);
    const { storage, clock } = server.server.ctx;
    const [pageId = ''] = ids;
    const due = { pageId, nextCheckAt: await nextCheckOf(pageId) };
    const until = new Date(clock.now().getTime() + 5 * MINUTE);
    const claims = [1, 2, 3].map(() => storage.write((tx) => claimCheck(tx, due, until)));
    expect((await Promise.all(claims)).filter(Boolean)).toHaveLength(1);
    await pass(5.1, 1);
    expect(platform.looks).toEqual([pageId]);
  });

  test('leaves alone what was disconnected', async () => {
    const [gone = ''] = ids.slice(1);
    await pass(10.1, ids.length);
    await server.api('POST', `/v1/pages/${gone}/disconnect`);
    await pass(10.1, ids.length - 1);
    expect(platform.looks).not.toContain(gone);
  });
});
