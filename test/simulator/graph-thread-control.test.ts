import { describe, expect, test } from 'vitest';
import { ADA, APP_ID, callGraph, type GraphResult } from './graph-client.ts';
import { type Fixture, startFixture, until } from './simulator-fixture.ts';

const OTHER_APP = '4242424242';
const HOUR = 3_600_000;

async function withThread(): Promise<Fixture> {
  const fixture = await startFixture();
  await fixture.sim.control.getStarted({ person: 'ada', pageId: fixture.page.id });
  await until(() => fixture.peer.webhooks.length === 1);
  return fixture;
}

async function control(fixture: Fixture, verb: string, more: object = {}): Promise<GraphResult> {
  const body = { recipient: { id: ADA }, ...more };
  return await callGraph(fixture, 'POST', `/me/${verb}_thread_control`, { body });
}

async function owner(fixture: Fixture): Promise<unknown> {
  return (await callGraph(fixture, 'GET', `/me/thread_owner?recipient=${ADA}`)).json['data'];
}

describe('thread control by the app', () => {
  test('passes a thread on, and then must not write, pass or release', async () => {
    const fixture = await withThread();
    expect((await control(fixture, 'pass', { target_app_id: OTHER_APP })).json).toEqual({ success: true });
    expect(await owner(fixture)).toMatchObject([{ thread_owner: { app_id: OTHER_APP } }]);
    const body = { recipient: { id: ADA }, message: { text: 'hi' } };
    const refused = [
      await callGraph(fixture, 'POST', '/me/messages', { body }),
      await control(fixture, 'pass', { target_app_id: APP_ID }),
      await control(fixture, 'release'),
    ];
    for (const { error } of refused) expect(error).toMatchObject({ code: 10, error_subcode: 2018300 });
  });

  test('asks for a thread at any time', async () => {
    const fixture = await withThread();
    await fixture.sim.control.setThread(fixture.page.id, 'ada', { ownerAppId: OTHER_APP });
    expect((await control(fixture, 'request', { metadata: 'please' })).json).toEqual({ success: true });
    expect(fixture.peer.webhooks).toHaveLength(1);
  });

  test('takes a thread only as the Page’s default app', async () => {
    const fixture = await withThread();
    await fixture.sim.control.setThread(fixture.page.id, 'ada', { ownerAppId: OTHER_APP });
    expect((await control(fixture, 'take')).error?.code).toBe(2018171);
    await fixture.sim.control.setPage(fixture.page.id, { defaultAppId: APP_ID });
    expect((await control(fixture, 'take')).json).toEqual({ success: true });
    expect(await owner(fixture)).toMatchObject([{ thread_owner: { app_id: APP_ID } }]);
  });

  test('releases a thread, which is idle then', async () => {
    const fixture = await withThread();
    await fixture.sim.control.setThread(fixture.page.id, 'ada', { ownerAppId: APP_ID });
    expect((await control(fixture, 'release')).json).toEqual({ success: true });
    expect(await owner(fixture)).toEqual([]);
  });

  test('keeps a thread for longer than a day when it asks to', async () => {
    const fixture = await withThread();
    expect((await control(fixture, 'extend', { duration: 60 })).error?.error_subcode).toBe(2018300);
    await fixture.sim.control.setThread(fixture.page.id, 'ada', { ownerAppId: APP_ID });
    expect((await control(fixture, 'extend', { duration: 3 * 24 * 3600 })).json).toEqual({ success: true });
    await fixture.sim.control.steerClock({ advanceMs: 48 * HOUR });
    expect(await owner(fixture)).toMatchObject([{ thread_owner: { app_id: APP_ID, expiration: expect.any(Number) } }]);
    await fixture.sim.control.steerClock({ advanceMs: 25 * HOUR });
    expect(await owner(fixture)).toEqual([]);
  });

  test.each([
    ['extend', { duration: 8 * 24 * 3600 }, 100],
    ['pass', { target_app_id: 'x' }, 100],
    ['request', { recipient: { id: '1' } }, 100],
    ['request', { recipient: undefined }, 100],
  ])('refuses %s with %j', async (verb, more, code) => {
    expect((await control(await withThread(), verb, more)).error?.code).toBe(code);
  });
});

describe('a Page with a default app', () => {
  test('sends other apps in standby while nobody owns the thread', async () => {
    const fixture = await startFixture();
    await fixture.sim.control.setPage(fixture.page.id, { defaultAppId: OTHER_APP });
    await fixture.sim.control.writeMessage({ person: 'ada', pageId: fixture.page.id, text: 'hi' });
    await until(() => fixture.peer.webhooks.length === 1);
    const [entry] = JSON.parse(fixture.peer.webhooks[0]?.body ?? '').entry;
    expect(entry.standby).toMatchObject([{ message: { text: 'hi' } }]);
  });

  test('lists its other apps as receivers, and says what it can do', async () => {
    const fixture = await startFixture();
    const otherApps = [{ id: OTHER_APP, name: 'Desk', fields: ['messages'] }];
    await fixture.sim.control.setPage(fixture.page.id, { otherApps });
    const { json } = await callGraph(fixture, 'GET', '/me/secondary_receivers?fields=id,name');
    expect(json).toEqual({ data: [{ id: OTHER_APP, name: 'Desk' }] });
    const status = await callGraph(fixture, 'GET', '/me?fields=messaging_feature_status');
    expect(status.json['messaging_feature_status']).toEqual({
      hop_v2: false,
      msgr_multi_app: true,
      ig_multi_app: false,
    });
  });
});
