import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { withPageToken } from '../../../server/pages/with-page-token.ts';
import { APP_ID } from '../../support/server.ts';
import { startWatchedWorld, waitFor, type WatchedWorld } from './watched-world.ts';

/** Past the longest time between two checks. */
const INTERVAL_MINUTES = 31;

describe.each(['sqlite', 'postgres'] as const)('an hour of failures on %s', (dialect) => {
  let world: WatchedWorld;
  beforeEach(async () => {
    world = await startWatchedWorld(dialect);
    await world.write('Are you there?');
    await world.pageWhen((page) => page.lastEventAt !== null);
    await world.pass(INTERVAL_MINUTES);
    await world.pageWhen((page) => page.health === 'ok');
  });
  afterEach(async () => await world.stop());

  /** Down for 61 minutes in which somebody writes, until the platform has cut the Page off. */
  async function beDown(): Promise<void> {
    await world.server.server.stop();
    await world.write('Hello?');
    await waitFor(world.sim.control.deliveries, (all) => (all.at(-1)?.attempts.length ?? 0) > 0);
    const minutes = Array.from({ length: 61 });
    for (const _ of minutes) {
      await world.pass(1);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await world.write('Still nobody?'); // the last retry of the first message may have come before the hour was over
    await waitFor(world.sim.control.alerts, (alerts) => alerts.some(({ title }) => title === 'Webhooks Disabled'));
  }

  test(
    'is over when the watchdog has subscribed the Page again, and the lost time is named',
    { timeout: 60_000 },
    async () => {
      const before = await world.pageWhen(() => true);
      await beDown();
      expect((await world.sim.control.state()).pages[0]?.subscribedFields ?? []).toEqual([]);
      await world.server.restart();
      const page = await world.pageWhen(
        ({ lostPeriods, health }) => health === 'ok' && lostPeriods.some(({ to }) => to !== null),
      );
      expect(page.lostPeriods).toHaveLength(1);
      const [lost] = page.lostPeriods;
      expect(lost?.reason).toBe('page_not_subscribed');
      expect(Date.parse(lost?.from ?? '')).toBeGreaterThanOrEqual(Date.parse(before.lastEventAt ?? ''));
      expect(Date.parse(lost?.to ?? '') - Date.parse(lost?.from ?? '')).toBeGreaterThan(61 * 60_000);
      expect(await world.told()).toEqual(['page.unhealthy', 'page.recovered']);
      await world.write('Good to have you back.');
      await world.pageWhen(({ lastEventAt }) => (lastEventAt ?? '') > (lost?.to ?? ''));
    },
  );

  test(
    'is not over when the token was revoked: said within one check, and nothing more is sent',
    { timeout: 60_000 },
    async () => {
      await beDown();
      await world.sim.control.setToken(world.pageId, { state: 'revoked' });
      await world.server.restart();
      const page = await world.pageWhen(({ health }) => health === 'broken');
      const [problem] = page.problems;
      expect(problem).toMatchObject({ code: 'token_revoked', appId: APP_ID, severity: 'broken' });
      expect(problem?.whatToDo).toMatch(/Connect the Page again/);
      await world.pass(INTERVAL_MINUTES);
      await waitFor(world.told, (told) => told.length === 1);
      const calls = await world.sim.control.graphCalls();
      const send = withPageToken(world.server.server.ctx, { pageId: world.pageId, appId: APP_ID }, async () => 'sent');
      await expect(send).rejects.toMatchObject({ code: 'page_broken' });
      const since = (await world.sim.control.graphCalls()).slice(calls.length);
      expect(since.filter(({ path }) => path.includes('messages'))).toEqual([]);
      expect((await world.sim.control.state()).pages[0]?.subscribedFields ?? []).toEqual([]);
      expect(await world.told()).toEqual(['page.unhealthy']);
    },
  );
});
