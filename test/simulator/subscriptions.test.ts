import { describe, expect, test } from 'vitest';
import { APP_SECRET, type Fixture, startFixture, until } from './simulator-fixture.ts';

const APP_ID = '1517776481860111';
const INBOX = '263902037430900';
const HOUR = 3_600_000;

async function edge(fixture: Fixture, method: string, path: string, token: string, body?: object): Promise<unknown> {
  const response = await fetch(`${fixture.sim.url}/graph/v25.0${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return await response.json();
}

/** The platform's clock is stopped: failed webhooks wait for whoever moves it. */
async function failing(): Promise<Fixture> {
  const fixture = await startFixture();
  fixture.peer.statuses.push(...Array<number>(200).fill(503));
  await fixture.sim.control.steerClock({ freeze: true });
  await fixture.sim.control.getStarted({ person: 'ada', pageId: fixture.page.id });
  await until(() => fixture.peer.webhooks.length === 4);
  // The peer counts what it hears; the sender plans its next attempt when it has heard the answer.
  await expect.poll(async () => (await fixture.sim.control.deliveries())[0]?.attempts.length).toBe(4);
  return fixture;
}

/** Lets the time pass in steps, as retries come back with it. */
async function pass({ sim, peer }: Fixture, minutes: number): Promise<void> {
  for (let passed = 0; passed < minutes; passed += 5) {
    const before = peer.webhooks.length;
    await sim.control.steerClock({ advanceMs: 5 * 60_000 });
    for (let i = 0; i < 20 && peer.webhooks.length === before; i++)
      await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe('an event', () => {
  test('reaches the app only if app and Page are both subscribed to its field', async () => {
    const fixture = await startFixture();
    const { sim, page, peer } = fixture;
    const appToken = `${APP_ID}|${APP_SECRET}`;
    const change = { object: 'page', fields: 'messaging_postbacks' };
    expect(await edge(fixture, 'POST', `/${APP_ID}/subscriptions`, appToken, change)).toEqual({ success: true });
    await sim.control.writeMessage({ person: 'ada', pageId: page.id, text: 'unheard' });
    await edge(fixture, 'POST', `/${APP_ID}/subscriptions`, appToken, { object: 'page', fields: ['messages'] });
    await sim.control.writeMessage({ person: 'ada', pageId: page.id, text: 'heard' });
    await until(() => peer.webhooks.length === 1);
    expect(peer.event(0)).toMatchObject({ message: { text: 'heard' } });
    expect((await sim.control.deliveries())[0]?.reason).toBe('The app is not subscribed to "messages".');
  });

  test('has its field among those the app’s subscriptions tell', async () => {
    const fixture = await startFixture();
    const listed = await edge(fixture, 'GET', `/${APP_ID}/subscriptions`, `${APP_ID}|${APP_SECRET}`);
    expect(listed).toMatchObject({ data: [{ object: 'page', active: true }, { object: 'instagram' }] });
    expect(await edge(fixture, 'GET', `/${APP_ID}/subscriptions`, fixture.page.token)).toHaveProperty(
      'error.code',
      190,
    );
  });
});

describe('webhooks that fail', () => {
  test('raise an alert after 15 minutes of the platform’s clock, and not before', async () => {
    const fixture = await failing();
    await pass(fixture, 10);
    expect(await fixture.sim.control.alerts()).toEqual([]);
    await pass(fixture, 15);
    await expect
      .poll(() => fixture.sim.control.alerts())
      .toMatchObject([{ title: 'Webhooks Failing', pageId: fixture.page.id }]);
  });

  test('unsubscribe the Page after 60 minutes; nothing is replayed, and new events come after a new subscription', async () => {
    const fixture = await failing();
    const { sim, page, peer } = fixture;
    await pass(fixture, 90);
    const titles = async () => (await sim.control.alerts()).map((alert) => alert.title);
    await expect.poll(titles).toEqual(['Webhooks Failing', 'Webhooks Disabled']);
    expect(await edge(fixture, 'GET', '/me/subscribed_apps', page.token)).toEqual({ data: [] });
    const reason = 'The app was unsubscribed from the Page after an hour of failures.';
    expect(await sim.control.deliveries()).toMatchObject([{ status: 'failed', reason }]);
    peer.statuses.length = 0;
    await edge(fixture, 'POST', '/me/subscribed_apps', page.token, {
      subscribed_fields: 'messages,messaging_postbacks',
    });
    const before = peer.webhooks.length;
    await sim.control.writeMessage({ person: 'ada', pageId: page.id, text: 'back' });
    await until(() => peer.webhooks.length === before + 1);
    await sim.control.steerClock({ advanceMs: 2 * HOUR });
    expect(peer.webhooks).toHaveLength(before + 1);
    expect(peer.event(before)).toMatchObject({ message: { text: 'back' } });
  });

  test('are tried again as soon as the clock reaches the next attempt', async () => {
    const fixture = await failing();
    fixture.peer.statuses.length = 0;
    await fixture.sim.control.steerClock({ advanceMs: 2000 });
    await until(() => fixture.peer.webhooks.length === 5);
    expect(new Set(fixture.peer.webhooks.map((webhook) => webhook.body)).size).toBe(1);
  });
});

describe('control over a thread', () => {
  const who = (fixture: Fixture): { person: string; pageId: string } => ({ person: 'ada', pageId: fixture.page.id });

  test('taken by the inbox is told, and events then come in standby without payloads', async () => {
    const fixture = await startFixture();
    const { sim, peer } = fixture;
    await sim.control.writeMessage({ ...who(fixture), text: 'before' });
    await sim.control.act('thread-control', { ...who(fixture), action: 'take', metadata: 'mine' });
    await until(() => peer.webhooks.length === 2);
    expect(peer.event(1)).toMatchObject({
      take_thread_control: { previous_owner_app_id: null, new_owner_app_id: INBOX, metadata: 'mine' },
    });
    const offer = { ...who(fixture), text: 'Tea?', buttons: [{ title: 'Yes', payload: 'YES' }] };
    const { message } = await sim.control.act('page-messages', offer);
    await sim.control.act('buttons', { ...who(fixture), mid: message?.mid, payload: 'YES' });
    await until(() => peer.webhooks.length === 5);
    const standby = peer.webhooks.slice(2).map((webhook) => JSON.parse(webhook.body).entry[0].standby[0]);
    const tapped = standby.find((event) => 'postback' in event);
    expect(tapped.postback).toMatchObject({ title: 'Yes' });
    expect(tapped.postback).not.toHaveProperty('payload');
  });

  test('passed back to the app is told, and events come as usual again', async () => {
    const fixture = await startFixture();
    const { sim, peer } = fixture;
    await sim.control.act('thread-control', { ...who(fixture), action: 'take' });
    await sim.control.act('thread-control', { ...who(fixture), action: 'pass', toAppId: APP_ID });
    await sim.control.writeMessage({ ...who(fixture), text: 'after' });
    await until(() => peer.webhooks.length === 3);
    const events = [0, 1, 2].map((index) => JSON.parse(peer.webhooks[index]?.body ?? '').entry[0].messaging[0]);
    expect(events).toContainEqual(
      expect.objectContaining({
        pass_thread_control: { previous_owner_app_id: INBOX, new_owner_app_id: APP_ID },
      }),
    );
    expect(events).toContainEqual(expect.objectContaining({ message: expect.objectContaining({ text: 'after' }) }));
  });

  test('asked for by another app is told with a number, and a release is told to nobody', async () => {
    const fixture = await startFixture();
    await fixture.sim.control.act('thread-control', { ...who(fixture), action: 'release' });
    await fixture.sim.control.act('thread-control', { ...who(fixture), action: 'request', appId: '123456789' });
    await until(() => fixture.peer.webhooks.length === 1);
    expect(fixture.peer.event(0)).toMatchObject({ request_thread_control: { requested_owner_app_id: 123456789 } });
  });

  test('ends 24 hours after the last action, and while it lasts the app must not write', async () => {
    const fixture = await startFixture();
    const { sim, page, peer } = fixture;
    await sim.control.getStarted(who(fixture));
    await sim.control.act('thread-control', { ...who(fixture), action: 'take' });
    const send = { recipient: { id: '9007199254740993' }, message: { text: 'hi' } };
    expect(await edge(fixture, 'POST', '/me/messages', page.token, send)).toHaveProperty(
      'error.error_subcode',
      2018300,
    );
    await sim.control.steerClock({ advanceMs: 25 * HOUR });
    await sim.control.writeMessage({ ...who(fixture), text: 'idle again' });
    await until(() => peer.webhooks.length === 3);
    expect(peer.event(2)).toMatchObject({ message: { text: 'idle again' } });
    expect((await sim.control.state()).threads[0]?.ownerAppId).toBeNull();
  });
});
