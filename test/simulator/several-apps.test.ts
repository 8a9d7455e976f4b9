import { describe, expect, test } from 'vitest';
import { signPayload } from '../../server/simulator/webhook/sign-payload.ts';
import { ADA, APP_ID, callGraph } from './graph-client.ts';
import { bodiesAt, connectSecondApp, type SecondApp } from './second-app.ts';
import { APP_SECRET, type Fixture, startFixture, until } from './simulator-fixture.ts';

const FIRST_PATH = '/webhooks/messenger';

interface World extends Fixture {
  readonly desk: SecondApp;
  readonly who: { readonly person: string; readonly pageId: string };
  /** The n-th event that an app got, in whichever array it stood. */
  event(app: 'first' | 'desk', index: number): Record<string, unknown>;
  /** How many webhooks both have got. */
  counts(): [first: number, desk: number];
}

async function start(): Promise<World> {
  const fixture = await startFixture();
  const desk = await connectSecondApp(fixture);
  const heard = { first: () => bodiesAt(fixture.peer.webhooks, FIRST_PATH), desk: desk.heard };
  return {
    ...fixture,
    desk,
    who: { person: 'ada', pageId: fixture.page.id },
    event: (app, index) => {
      const [entry = {}] = entriesOf(heard[app]()[index]);
      return { ...(entry['standby'] ?? entry['messaging'])?.[0], isStandby: 'standby' in entry };
    },
    counts: () => [heard.first().length, heard.desk().length],
  };
}

function entriesOf(body: Record<string, unknown> = {}): Record<string, Record<string, unknown>[]>[] {
  return (body['entry'] ?? []) as Record<string, Record<string, unknown>[]>[];
}

async function untilCounts(world: World, first: number, desk: number): Promise<void> {
  await until(() => world.counts().join() === `${first},${desk}`);
}

describe('an event of a Page with two apps', () => {
  test('is sent to both, to each at its own address and under its own signature', async () => {
    const world = await start();
    await world.sim.control.writeMessage({ ...world.who, text: 'hi' });
    await untilCounts(world, 1, 1);
    const secrets = new Map([
      [FIRST_PATH, APP_SECRET],
      [world.desk.path, world.desk.secret],
    ]);
    for (const { path, headers, body } of world.peer.webhooks) {
      expect(headers).toMatchObject(signPayload(secrets.get(path) ?? '', body));
    }
    expect(world.event('desk', 0)).toMatchObject({ message: { text: 'hi' }, isStandby: false });
    expect(world.event('desk', 0)).toEqual(world.event('first', 0));
  });

  test('needs the field at that app and at its subscription of the Page', async () => {
    const world = await start();
    const { control } = world.sim;
    await control.setApp({ appId: world.desk.id, fields: { page: ['messaging_postbacks'] } });
    await control.setPage(world.page.id, { subscribedFields: ['messaging_postbacks'] });
    await control.writeMessage({ ...world.who, text: 'unheard' });
    const reasons = (await control.deliveries()).map(({ appId, reason }) => [appId, reason]);
    expect(reasons).toEqual([
      [APP_ID, 'The Page is not subscribed to "messages".'],
      [world.desk.id, 'The app is not subscribed to "messages".'],
    ]);
    await control.setApp({ appId: world.desk.id, fields: { page: ['messages'] } });
    await control.writeMessage({ ...world.who, text: 'heard' });
    await untilCounts(world, 0, 1);
    expect(world.event('desk', 0)).toMatchObject({ message: { text: 'heard' } });
  });

  test('reaches an app in development only from people with a role on it', async () => {
    const world = await start();
    await world.sim.control.setApp({ appId: world.desk.id, mode: 'dev', roles: ['grace'] });
    await world.sim.control.writeMessage({ ...world.who, text: 'from Ada' });
    await world.sim.control.writeMessage({ ...world.who, person: 'grace', text: 'from Grace' });
    await untilCounts(world, 2, 1);
    expect(world.event('desk', 0)).toMatchObject({ message: { text: 'from Grace' } });
  });

  test('shares batches with those of its own app alone', async () => {
    const world = await start();
    await world.sim.control.setFaults({ batch: 3, holdMs: 60_000 });
    for (const text of ['one', 'two', 'three']) await world.sim.control.writeMessage({ ...world.who, text });
    await untilCounts(world, 1, 1);
    for (const { body } of world.peer.webhooks) expect(JSON.parse(body).entry[0].messaging).toHaveLength(3);
  });

  test('goes to one app when the control API names it', async () => {
    const world = await start();
    const events = [{ kind: 'message', text: 'for you' }];
    await world.sim.control.sendEvents({ pageId: world.page.id, appId: world.desk.id, events });
    await untilCounts(world, 0, 1);
    expect(world.event('desk', 0)).toMatchObject({ message: { text: 'for you' } });
  });
});

describe('the payload of a tap', () => {
  test('is told to the app that made the button, and to no other', async () => {
    const world = await start();
    const buttons = [{ type: 'postback', title: 'Yes', payload: 'YES' }];
    const attachment = { type: 'template', payload: { template_type: 'button', text: 'Tea?', buttons } };
    await world.sim.control.writeMessage({ ...world.who, text: 'hi' });
    const body = { recipient: { id: ADA }, message: { attachment } };
    const { json } = await callGraph(world, 'POST', '/me/messages', { token: world.desk.pageToken, body });
    await world.sim.control.act('buttons', { ...world.who, mid: json['message_id'], payload: 'YES' });
    await until(() => world.desk.heard().length === 3 && world.counts()[0] === 4);
    const taps = world.peer.webhooks.filter((webhook) => webhook.body.includes('"postback":{'));
    const payloads = taps.map(({ path, body: text }) => [
      path,
      JSON.parse(text).entry[0].messaging[0].postback.payload,
    ]);
    expect(Object.fromEntries(payloads)).toEqual({ [FIRST_PATH]: undefined, [world.desk.path]: 'YES' });
  });

  test('of Get Started is told to the app that set it', async () => {
    const world = await start();
    const body = { get_started: { payload: 'OF_THE_FIRST' } };
    await callGraph(world, 'POST', '/me/messenger_profile', { body });
    await world.sim.control.getStarted(world.who);
    await untilCounts(world, 1, 1);
    expect(world.event('first', 0)).toMatchObject({ postback: { payload: 'OF_THE_FIRST' } });
    expect(world.event('desk', 0)['postback']).not.toHaveProperty('payload');
  });
});

describe('a thread of a Page with two apps', () => {
  test('is heard in standby by the one that does not own it, which must not write', async () => {
    const world = await start();
    await world.sim.control.setPage(world.page.id, { defaultAppId: world.desk.id });
    await world.sim.control.writeMessage({ ...world.who, text: 'hi' });
    await untilCounts(world, 1, 1);
    expect([world.event('first', 0)['isStandby'], world.event('desk', 0)['isStandby']]).toEqual([true, false]);
    const body = { recipient: { id: ADA }, message: { text: 'hello' } };
    expect((await callGraph(world, 'POST', '/me/messages', { body })).error?.error_subcode).toBe(2018300);
    const answer = await callGraph(world, 'POST', '/me/messages', { token: world.desk.pageToken, body });
    expect(answer.status).toBe(200);
  });

  test('is told by an echo to both what one of them writes, with the id of that one', async () => {
    const world = await start();
    await world.sim.control.writeMessage({ ...world.who, text: 'hi' });
    const body = { recipient: { id: ADA }, message: { text: 'from the desk' } };
    await callGraph(world, 'POST', '/me/messages', { token: world.desk.pageToken, body });
    await until(() => world.peer.webhooks.filter((webhook) => webhook.body.includes('is_echo')).length === 2);
    const echoes = world.peer.webhooks.filter((webhook) => webhook.body.includes('is_echo'));
    for (const { body: text } of echoes) {
      expect(String(JSON.parse(text).entry[0].messaging[0].message.app_id)).toBe(world.desk.id);
    }
  });

  test('is passed with a word to whoever gets it, and taken with a word to whoever had it', async () => {
    const world = await start();
    await world.sim.control.writeMessage({ ...world.who, text: 'hi' });
    await untilCounts(world, 1, 1);
    const pass = { recipient: { id: ADA }, target_app_id: world.desk.id };
    expect((await callGraph(world, 'POST', '/me/pass_thread_control', { body: pass })).status).toBe(200);
    await untilCounts(world, 1, 2);
    expect(world.event('desk', 1)).toMatchObject({ pass_thread_control: { new_owner_app_id: world.desk.id } });
    await world.sim.control.setPage(world.page.id, { defaultAppId: APP_ID });
    const take = { recipient: { id: ADA } };
    expect((await callGraph(world, 'POST', '/me/take_thread_control', { body: take })).status).toBe(200);
    await untilCounts(world, 1, 3);
    const told = { previous_owner_app_id: world.desk.id, new_owner_app_id: APP_ID };
    expect(world.event('desk', 2)).toMatchObject({ take_thread_control: told });
  });

  test('is asked for with a word to its owner alone', async () => {
    const world = await start();
    await world.sim.control.writeMessage({ ...world.who, text: 'hi' });
    await untilCounts(world, 1, 1);
    await world.sim.control.setThread(world.page.id, 'ada', { ownerAppId: APP_ID });
    const input = { token: world.desk.pageToken, body: { recipient: { id: ADA } } };
    expect((await callGraph(world, 'POST', '/me/request_thread_control', input)).status).toBe(200);
    await untilCounts(world, 2, 1);
    const asked = world.event('first', 1)['request_thread_control'] as { requested_owner_app_id: unknown };
    expect(String(asked.requested_owner_app_id)).toBe(world.desk.id);
  });
});
