import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PageRepair } from '../../../shared/api/pages.ts';
import { startWatchedWorld, waitFor, type WatchedWorld } from './watched-world.ts';

const INTERVAL_MINUTES = 31;
const SLOW_MS = 1000;

describe('a Page that has lost something', () => {
  let world: WatchedWorld;
  beforeAll(async () => {
    world = await startWatchedWorld('sqlite');
    await world.pass(INTERVAL_MINUTES);
  });
  afterAll(async () => await world.stop());
  beforeEach(async () => {
    await world.server.api('PATCH', `/v1/pages/${world.pageId}`, { body: { repairsItself: true } });
    await world.rest(); // a check that goes on would appoint the next one by the time it ends
    await world.pass(INTERVAL_MINUTES);
    await world.rest(); // and it would see, and mend, what the test breaks
    await world.pageWhen((page) => page.health === 'ok');
  });

  async function repair(): Promise<PageRepair> {
    return (await world.server.api('POST', `/v1/pages/${world.pageId}/repair`)).body;
  }

  test('gets missing fields back by itself, and that is written down', async () => {
    await world.sim.control.setPage(world.pageId, { subscribedFields: ['messages', 'messaging_referrals', 'feed'] });
    await world.pass(INTERVAL_MINUTES);
    const fields = async () => (await world.sim.control.state()).pages[0]?.subscribedFields ?? [];
    const mended = await waitFor(fields, (names) => names.includes('messaging_postbacks'));
    expect(mended).toContain('feed');
    await world.pageWhen(({ health }) => health === 'ok');
    const audit = await world.server.api('GET', `/v1/audit?subject=${world.pageId}`);
    expect(audit.body.data[0]).toMatchObject({ action: 'page.repaired', actorType: 'system' });
  });

  test("gets the app's webhook back by itself", async () => {
    await world.sim.control.setApp({ callbackUrl: null });
    await world.pass(INTERVAL_MINUTES);
    await world.pageWhen(
      ({ lostPeriods }) => lostPeriods[0]?.reason === 'app_not_subscribed' && lostPeriods[0].to !== null,
    );
    expect((await world.sim.control.state()).app.callbackUrl).toMatch(/\/webhooks\/messenger/);
    expect((await world.told()).slice(-2)).toEqual(['page.unhealthy', 'page.recovered']);
  });

  test('keeps quiet about what others have changed until somebody asks for a repair', async () => {
    await world.sim.control.setApp({ callbackUrl: 'http://127.0.0.1:9/elsewhere' });
    await world.pass(INTERVAL_MINUTES);
    await world.pageWhen(({ problems }) => problems.some(({ code }) => code === 'callback_wrong'));
    expect((await world.sim.control.state()).app.callbackUrl).toMatch(/elsewhere/);
    const { done, left, page } = await repair();
    expect(done).toEqual([expect.stringMatching(/webhook of the app/)]);
    expect(left).toEqual([]);
    expect(page).toMatchObject({ health: 'ok', lostPeriods: [{ reason: 'callback_wrong' }, {}] });
  });

  test('is left alone when it does not repair itself, and repaired by one call', async () => {
    await world.server.api('PATCH', `/v1/pages/${world.pageId}`, { body: { repairsItself: false } });
    await world.sim.control.setPage(world.pageId, { subscribedFields: null });
    await world.pass(INTERVAL_MINUTES);
    await world.pageWhen(({ problems }) => problems.some(({ code }) => code === 'page_not_subscribed'));
    expect((await world.sim.control.state()).pages[0]?.subscribedFields ?? []).toEqual([]);
    const { done, left } = await repair();
    expect(done).toEqual([expect.stringMatching(/Page was subscribed/)]);
    expect(left).toEqual([]);
    expect((await repair()).done).toEqual([]);
  });

  test('whose webhook nobody can set again says why, by a repair and by the watchdog', async () => {
    const lost = { fields: { page: [], instagram: [] }, verifyToken: 'typed wrong' };
    await world.sim.control.setApp(lost);
    const { done, left, page } = await repair();
    expect(done).toEqual([]);
    expect(left[0]).toMatchObject({ code: 'verify_token_mismatch', severity: 'broken' });
    for (const { whatToDo } of left) expect(whatToDo).toMatch(/META_VERIFY_TOKEN/);
    expect(page.problems).toEqual(left);
    await world.pass(INTERVAL_MINUTES);
    await world.rest();
    await world.pageWhen(({ problems }) => problems[0]?.code === 'verify_token_mismatch');
    await world.sim.control.setApp({ verifyToken: null });
    await world.pass(INTERVAL_MINUTES);
    expect(await world.pageWhen(({ health }) => health === 'ok')).toMatchObject({ problems: [] });
  });

  test('is left alone from the moment that is forbidden, also by a check that has begun', async () => {
    await world.sim.control.setGraphFaults({ delayMs: SLOW_MS });
    await world.sim.control.setPage(world.pageId, { subscribedFields: null });
    await world.pass(INTERVAL_MINUTES);
    await world.checking();
    await world.server.api('PATCH', `/v1/pages/${world.pageId}`, { body: { repairsItself: false } });
    await world.pageWhen(({ problems }) => problems.some(({ code }) => code === 'page_not_subscribed'));
    await world.rest();
    expect((await world.sim.control.state()).pages[0]?.subscribedFields ?? []).toEqual([]);
    await world.sim.control.setGraphFaults({ delayMs: 0 });
    expect((await repair()).left).toEqual([]);
  });

  test('with a token that lacks permissions is said to, and the repair leaves that to a person', async () => {
    await world.sim.control.setToken(world.pageId, { scopes: ['pages_show_list'] });
    await world.pass(INTERVAL_MINUTES);
    await world.pageWhen(({ problems }) => problems.some(({ code }) => code === 'permission_missing'));
    const { done, left } = await repair();
    expect(done).toEqual([]);
    expect(left[0]).toMatchObject({ code: 'permission_missing', severity: 'broken' });
    expect(left[0]?.whatToDo).toMatch(/user token/);
    await world.sim.control.setToken(world.pageId, {
      scopes: ['pages_show_list', 'pages_messaging', 'pages_manage_metadata', 'pages_read_engagement'],
    });
  });
});
