import { createHmac } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ADA, APP_ID, APP_TOKEN, callGraph } from './graph-client.ts';
import { connectSecondApp, pageTokenOf, type SecondApp } from './second-app.ts';
import { APP_SECRET, type Fixture, startAgainst, startFixture, until } from './simulator-fixture.ts';

const MINUTE = 60_000;

async function start(statePath: string | null = null): Promise<Fixture & { readonly desk: SecondApp }> {
  const fixture = await startFixture(statePath);
  return { ...fixture, desk: await connectSecondApp(fixture) };
}

async function apps(fixture: Fixture): Promise<unknown[]> {
  const { json } = await callGraph(fixture, 'GET', '/me/subscribed_apps');
  return (json['data'] as { id: string }[]).map(({ id }) => id);
}

describe('the tokens of an app', () => {
  test('are other ones for the same Page, and stay the same', async () => {
    const world = await start();
    expect(world.desk.pageToken).not.toBe(world.page.token);
    expect(await pageTokenOf(world, world.desk.userToken)).toBe(world.desk.pageToken);
    const first = await world.sim.control.userToken({ lifetime: 'long' });
    expect(await pageTokenOf(world, first)).toBe(world.page.token);
  });

  test('end alone when the app is named, and the next one is new', async () => {
    const world = await start();
    await world.sim.control.setToken(world.page.id, { state: 'revoked', appId: world.desk.id });
    const { error } = await callGraph(world, 'GET', '/me', { token: world.desk.pageToken });
    expect(error).toMatchObject({ code: 190, error_subcode: 458 });
    expect((await callGraph(world, 'GET', '/me')).status).toBe(200);
    expect(await pageTokenOf(world, world.desk.userToken)).not.toBe(world.desk.pageToken);
  });

  test('are looked into and exchanged by that app alone', async () => {
    const world = await start();
    const { desk } = world;
    const look = `/debug_token?input_token=${desk.pageToken}`;
    expect((await callGraph(world, 'GET', look, { token: APP_TOKEN })).error?.code).toBe(100);
    const own = await callGraph(world, 'GET', look, { token: desk.appToken });
    expect(own.json['data']).toMatchObject({ app_id: desk.id, application: 'Desk', is_valid: true });
    const exchange = new URLSearchParams({
      grant_type: 'fb_exchange_token',
      client_id: APP_ID,
      client_secret: APP_SECRET,
      fb_exchange_token: desk.userToken,
    });
    expect((await callGraph(world, 'GET', `/oauth/access_token?${exchange}`)).error?.code).toBe(190);
  });

  test('are proven with the secret of that app, where the app demands it', async () => {
    const world = await start();
    await world.sim.control.setApp({ appId: world.desk.id, requiresProof: true });
    const proof = (secret: string): string => createHmac('sha256', secret).update(world.desk.pageToken).digest('hex');
    const call = async (query: string) => callGraph(world, 'GET', `/me${query}`, { token: world.desk.pageToken });
    expect((await call('')).error?.code).toBe(100);
    expect((await call(`?appsecret_proof=${proof(APP_SECRET)}`)).error?.code).toBe(100);
    expect((await call(`?appsecret_proof=${proof(world.desk.secret)}`)).status).toBe(200);
    expect((await callGraph(world, 'GET', '/me')).status).toBe(200);
  });

  test('know a person by an id that only this app uses', async () => {
    const world = await start();
    const me = async (token: string): Promise<unknown> => (await callGraph(world, 'GET', '/me', { token })).json['id'];
    const [first, desk] = [await me(await world.sim.control.userToken()), await me(world.desk.userToken)];
    expect(first).not.toBe(desk);
    expect((await callGraph(world, 'GET', `/${first}`, { token: world.desk.userToken })).error?.code).toBe(100);
    const { json } = await callGraph(world, 'GET', `/${ADA}/ids_for_apps?app=${world.desk.id}`);
    expect(json['data']).toMatchObject([{ app: { id: world.desk.id, name: 'Desk' } }]);
  });

  test('are counted by app', async () => {
    const world = await start();
    await world.sim.control.setGraphFaults({ appUsers: 1 });
    const calls = Array.from({ length: 201 }, () => callGraph(world, 'GET', '/me', { token: APP_TOKEN }));
    await Promise.all(calls);
    const path = '/app';
    expect((await callGraph(world, 'GET', path, { token: APP_TOKEN })).error?.code).toBe(4);
    expect((await callGraph(world, 'GET', path, { token: world.desk.appToken })).status).toBe(200);
  });
});

describe('the subscriptions of an app', () => {
  test('at a Page stand beside those of the others, and end alone', async () => {
    const world = await start();
    expect(await apps(world)).toEqual([APP_ID, world.desk.id]);
    const { json } = await callGraph(world, 'GET', '/me/secondary_receivers');
    expect(json['data']).toEqual([{ id: world.desk.id, name: 'Desk' }]);
    await callGraph(world, 'DELETE', '/me/subscribed_apps', { token: world.desk.pageToken });
    expect(await apps(world)).toEqual([APP_ID]);
    await world.sim.control.writeMessage({ person: 'ada', pageId: world.page.id, text: 'still here' });
    await until(() => world.peer.webhooks.length === 1);
    expect(world.peer.webhooks[0]?.path).toBe('/webhooks/messenger');
  });

  test('to objects are seen and changed with its own token alone', async () => {
    const world = await start();
    const { json } = await callGraph(world, 'GET', `/${world.desk.id}/subscriptions`, { token: world.desk.appToken });
    expect(json['data']).toMatchObject([{ object: 'page', callback_url: world.peer.url + world.desk.path }]);
    const foreign = await callGraph(world, 'GET', `/${world.desk.id}/subscriptions`, { token: APP_TOKEN });
    expect(foreign.error).toMatchObject({ code: 100, error_subcode: 33 });
    expect((await world.sim.control.state()).app.callbackUrl).toBe('/webhooks/messenger');
  });

  test('end after an hour of failures without harm to the other app', async () => {
    const world = await start();
    const { control } = world.sim;
    world.peer.failing.add(world.desk.path);
    await control.steerClock({ freeze: true });
    await control.writeMessage({ person: 'ada', pageId: world.page.id, text: 'hi' });
    await until(() => world.desk.heard().length === 4);
    const failed = async () => (await control.deliveries()).find(({ appId }) => appId === world.desk.id);
    await expect.poll(async () => (await failed())?.attempts.length).toBe(4); // it has heard the answer too
    for (let passed = 0; passed < 90; passed += 5) {
      const before = world.peer.webhooks.length;
      await control.steerClock({ advanceMs: 5 * MINUTE });
      for (let i = 0; i < 20 && world.peer.webhooks.length === before; i++)
        await new Promise((resolve) => setTimeout(resolve, 10));
    }
    const alerts = async () => (await control.alerts()).map(({ appId, title }) => [appId, title]);
    await expect.poll(alerts).toEqual([
      [world.desk.id, 'Webhooks Failing'],
      [world.desk.id, 'Webhooks Disabled'],
    ]);
    expect(await apps(world)).toEqual([APP_ID]);
  });
});

describe('the apps of the simulator', () => {
  test('survive a restart with everything that was set, and no secret of the first is kept', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'simulator-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const path = join(folder, 'simulator.json');
    const { sim, peer, desk } = await start(path);
    await sim.control.setApp({ appId: desk.id, mode: 'dev' });
    const before = await sim.control.state();
    await sim.close();
    expect(await readFile(path, 'utf8')).not.toContain(APP_SECRET);
    const again = await startAgainst(peer, path);
    await again.ready;
    expect((await again.control.state()).apps).toEqual(before.apps);
    expect(await again.control.verifyCallback({ appId: desk.id })).toMatchObject({ verified: true });
    const page = { id: '', token: desk.pageToken };
    expect((await callGraph({ sim: again, page }, 'GET', '/me/subscribed_apps')).json['data']).toHaveLength(2);
  });

  test('are one again after a reset', async () => {
    const { sim, desk, page } = await start();
    const after = await sim.control.reset();
    expect(after.apps.map(({ id }) => id)).toEqual([APP_ID]);
    expect(after.pages.find(({ id }) => id === page.id)).toMatchObject({ subscriptions: {} });
    await expect(sim.control.setApp({ appId: desk.id, mode: 'dev' })).rejects.toThrow(/404.*no app/);
  });

  test('have each an id of their own', async () => {
    const { sim } = await startFixture();
    await expect(sim.control.addApp({ id: APP_ID })).rejects.toThrow(/400.*already/);
    const given = { id: '4242', secret: 'a secret of this test' };
    expect(await sim.control.addApp(given)).toEqual(given);
  });

  test('show no secret in the state', async () => {
    const { sim, desk } = await start();
    const text = JSON.stringify(await sim.control.state());
    for (const secret of [APP_SECRET, desk.secret]) expect(text).not.toContain(secret);
  });
});
