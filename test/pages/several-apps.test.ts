import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Delivery } from '../../shared/api/deliveries.ts';
import type { PageConnection } from '../../shared/api/page-connections.ts';
import type { ConnectedPage } from '../../shared/api/pages.ts';
import { APP_ID, APP_SECRET, sign } from '../support/server.ts';
import { type ConnectWorld, startConnectWorld, stepOf } from './connect-world.ts';

const DESK = { id: '730000000000029', secret: 'secret-of-the-second-app' };
const VERIFY_TOKEN = 'verify-token-of-the-second-app';
/** At the same Page, and nobody's here. */
const FOREIGN = { id: '730000000000031', secret: 'secret-of-somebody-else', name: 'Another bot' };

describe.each(['sqlite', 'postgres'] as const)('a Page with two apps on %s', (dialect) => {
  let world: ConnectWorld;
  beforeAll(async () => {
    world = await startConnectWorld(dialect);
    const put = { secrets: [DESK.secret], verifyToken: VERIFY_TOKEN };
    await world.server.api('PUT', `/v1/apps/${DESK.id}`, { body: put });
    await world.sim.control.addApp({ ...DESK, name: 'Desk' });
  });
  afterAll(async () => await world.stop());

  const there = async () => (await world.sim.control.state()).pages.find(({ id }) => id === world.pageId);
  const deliveries = async (appId: string): Promise<Delivery[]> =>
    (await world.server.api('GET', `/v1/deliveries?appId=${appId}&limit=100`)).body.data;
  const stateOf = ({ checks }: ConnectedPage, appId: string, name: string) =>
    checks.find((check) => check.appId === appId && check.name === name)?.state;

  /** Waits until the server was told by this app as often as that, and has applied it. */
  async function untilTold(appId: string, times: number): Promise<void> {
    for (let i = 0; i < 1000 && (await deliveries(appId)).length < times; i++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await world.server.settle();
  }

  async function connectDesk(): Promise<PageConnection> {
    const userToken = await world.sim.control.userToken({ appId: DESK.id });
    const { body } = await world.server.api('POST', '/v1/page-connections', { body: { userToken, appId: DESK.id } });
    return await world.choose(body.id, [world.pageId]);
  }

  async function messages(): Promise<unknown[]> {
    const { body } = await world.server.api('GET', `/v1/events?pageId=${world.pageId}&kind=message&limit=100`);
    return body.data;
  }

  it('takes no user token of another app, and does not tell it on', async () => {
    const userToken = await world.sim.control.userToken();
    const started = await world.server.api('POST', '/v1/page-connections', { body: { userToken, appId: DESK.id } });
    expect(stepOf(started.body, 'exchange_token')).toMatchObject({ state: 'failed' });
    expect(JSON.stringify(started.body)).not.toContain(userToken);
  });

  it('is connected by each with a token, a subscription and a callback of its own', async () => {
    await world.connect();
    const connection = await connectDesk();
    expect(connection.steps.filter(({ state }) => state === 'failed')).toEqual([]);
    const page = await world.look();
    for (const appId of [APP_ID, DESK.id]) {
      for (const name of ['app_credentials', 'callback_url', 'page_token', 'page_subscription', 'page_fields']) {
        expect([appId, name, stateOf(page, appId, name)]).toEqual([appId, name, 'set']);
      }
    }
    expect(page.steps).toEqual({ webhook: 'set', subscription: 'set' });
    const { apps } = await world.sim.control.state();
    expect(apps.map(({ callbackUrl }) => callbackUrl)).toEqual([
      `/webhooks/messenger/${APP_ID}`,
      `/webhooks/messenger/${DESK.id}`,
    ]);
  });

  it('counts a message once that both deliver', async () => {
    await world.write('Do you ship?');
    for (const appId of [APP_ID, DESK.id]) await untilTold(appId, 1);
    const duplicates = [...(await deliveries(APP_ID)), ...(await deliveries(DESK.id))].map((one) => one.duplicates);
    expect(duplicates.toSorted()).toEqual([0, 1]);
    expect(await messages()).toHaveLength(1);
  });

  it('keeps the paths of the apps apart: the secret of one opens nothing at the other', async () => {
    const body = JSON.stringify({ object: 'page', entry: [] });
    const post = async (appId: string, secret: string): Promise<number> => {
      const headers = { 'content-type': 'application/json', 'x-hub-signature-256': sign(body, secret) };
      return (await world.server.post(body, headers, `/webhooks/messenger/${appId}`)).status;
    };
    expect([await post(APP_ID, DESK.secret), await post(DESK.id, APP_SECRET)]).toEqual([401, 401]);
    expect([await post(APP_ID, APP_SECRET), await post(DESK.id, DESK.secret)]).toEqual([200, 200]);
  });

  it('says of which app the subscription is gone, and hears the events through the other', async () => {
    await world.sim.control.setPage(world.pageId, { appId: DESK.id, subscribedFields: null });
    const page = await world.look();
    expect([stateOf(page, APP_ID, 'page_subscription'), stateOf(page, DESK.id, 'page_subscription')]).toEqual([
      'set',
      'missing',
    ]);
    const before = (await deliveries(APP_ID)).length;
    await world.write('Still there?');
    await untilTold(APP_ID, before + 1);
    expect(await messages()).toHaveLength(2);
    await world.server.api('POST', `/v1/pages/${world.pageId}/repair`);
    expect((await there())?.subscriptions[DESK.id]).toContain('messages');
  });

  it('is left by one app alone: the other stays subscribed, and its events arrive', async () => {
    const path = `/v1/pages/${world.pageId}/disconnect?appId=${DESK.id}`;
    const left = await world.server.api('POST', path);
    expect(left.body).toMatchObject({ disconnectedAt: null, steps: { webhook: 'set', subscription: 'set' } });
    expect(left.body.checks.map(({ appId }: { appId: string }) => appId)).not.toContain(DESK.id);
    expect((await there())?.subscriptions[DESK.id]).toEqual([]);
    expect((await there())?.subscribedFields).toContain('messages');
    const [of, ofDesk] = [await deliveries(APP_ID), await deliveries(DESK.id)];
    await world.write('To the first alone');
    await untilTold(APP_ID, of.length + 1);
    expect([(await messages()).length, (await deliveries(DESK.id)).length]).toEqual([3, ofDesk.length]);
    const again = await world.server.api('POST', path);
    expect([again.status, again.body.disconnectedAt]).toEqual([200, null]);
    await connectDesk();
  });

  it('is left by both apps at once, and a third one of somebody else keeps its subscription', async () => {
    await world.sim.control.addApp(FOREIGN);
    await world.sim.control.setPage(world.pageId, { appId: FOREIGN.id, subscribedFields: ['messages'] });
    const left = await world.server.api('POST', `/v1/pages/${world.pageId}/disconnect`);
    expect(left.status).toBe(200);
    expect(await there()).toMatchObject({
      subscribedFields: [],
      subscriptions: { [DESK.id]: [], [FOREIGN.id]: ['messages'] },
    });
  });
});
