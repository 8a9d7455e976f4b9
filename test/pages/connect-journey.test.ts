import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkOf, type ConnectWorld, startConnectWorld, stepOf } from './connect-world.ts';

describe.each(['sqlite', 'postgres'] as const)('a guided connection on %s', (dialect) => {
  let world: ConnectWorld;
  let id: string;
  beforeAll(async () => {
    world = await startConnectWorld(dialect);
  });
  afterAll(async () => await world.stop());

  it('lists the Pages and the Instagram account of whoever the user token belongs to', async () => {
    const connection = await world.start();
    ({ id } = connection);
    expect(connection).toMatchObject({ state: 'choosing', missingPermissions: [], checks: [] });
    expect(connection.steps.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'exchange_token done',
      'list_pages done',
      'choose_pages waiting',
    ]);
    const page = connection.pages.find((one) => one.id === world.pageId);
    expect(page).toMatchObject({ platform: 'messenger', missingTasks: [], isChosen: false, isConnected: false });
    expect(connection.pages.find((one) => one.id === world.instagramId)).toMatchObject({ platform: 'instagram' });
    expect(Date.parse(connection.userTokenExpiresAt ?? '')).toBeGreaterThan(Date.now() + 30 * 86_400_000);
  });

  it('sets everything that events need and waits for the first one', async () => {
    const connection = await world.choose(id, [world.pageId], { greeting: 'Welcome to the shop' });
    expect(connection.steps.filter((step) => step.state !== 'done')).toMatchObject([
      { name: 'first_event', state: 'waiting', pageId: world.pageId },
    ]);
    expect(connection).toMatchObject({ state: 'connecting' });
    const page = (await world.server.api('GET', `/v1/pages/${world.pageId}`)).body;
    expect(page.steps).toEqual({ webhook: 'set', subscription: 'set' });
    for (const name of ['get_started', 'greeting', 'whitelisted_domains', 'page_published'] as const) {
      expect(checkOf(page, name)?.state, name).toBe('set');
    }
    const { pages } = await world.sim.control.state();
    const there = pages.find((one) => one.id === world.pageId);
    expect(there?.subscribedFields).toContain('messaging_referrals');
    expect(there?.subscribedFields).not.toContain('response_feedback');
    expect(JSON.stringify(there)).toContain('https://shop.example');
    expect(JSON.stringify(there)).not.toContain('http://localhost:1/');
  });

  it('concludes development mode, and says that it concludes, when nothing comes for long', async () => {
    world.server.clock.advance(6 * 60_000);
    const connection = (await world.server.api('GET', `/v1/page-connections/${id}`)).body;
    const step = stepOf(connection, 'first_event', world.pageId);
    expect(step).toMatchObject({ state: 'waiting', problem: 'development_mode' });
    expect(step?.detail).toMatch(/conclusion/);
    await world.sim.control.steerClock({ advanceMs: 6 * 60_000 });
  });

  it('is connected when the first event has come, and has proven that it may send', async () => {
    await world.write();
    const connection = await world.when(id, ({ state }) => state === 'connected');
    expect(stepOf(connection, 'first_event', world.pageId)).toMatchObject({ state: 'done', problem: null });
    const page = (await world.server.api('GET', `/v1/pages/${world.pageId}`)).body;
    expect(checkOf(page, 'reception')?.state).toBe('set');
    expect(checkOf(page, 'sending')?.state).toBe('set');
    expect(page.lastEventAt).not.toBeNull();
    const events = await world.server.api('GET', `/v1/events?pageId=${world.pageId}&status=applied`);
    expect(events.body.data.length).toBeGreaterThan(0);
  });

  it('changes nothing when everything is there, and keeps what others have set', async () => {
    await world.sim.control.setPage(world.pageId, { getStarted: 'OF_THE_BOT', domains: ['https://other.example/'] });
    const connection = await world.connect();
    expect(stepOf(connection, 'subscribe_page', world.pageId)?.detail).toMatch(/already/);
    const there = (await world.sim.control.state()).pages.find((one) => one.id === world.pageId);
    expect(JSON.stringify(there)).toContain('OF_THE_BOT');
    expect(JSON.stringify(there)).toContain('https://other.example');
    expect(JSON.stringify(there)).toContain('https://shop.example');
  });

  it('connects the Instagram account of a Page with the fields of its own', async () => {
    const { id: own } = await world.start();
    const connection = await world.choose(own, [world.instagramId]);
    expect(stepOf(connection, 'subscribe_page', world.instagramId)).toMatchObject({ state: 'done' });
    expect(stepOf(connection, 'check', world.instagramId)).toMatchObject({ state: 'done' });
    const page = (await world.server.api('GET', `/v1/pages/${world.instagramId}`)).body;
    expect(page).toMatchObject({ platform: 'instagram', steps: { webhook: 'set', subscription: 'set' } });
    expect(checkOf(page, 'get_started')).toBeUndefined();
  });

  it('connects one Page twice at once without harm', async () => {
    const [added] = await world.sim.control.addPages(1);
    const pageIds = [added?.id ?? ''];
    const [one, two] = await Promise.all([world.start(), world.start()]);
    const both = await Promise.all([world.choose(one.id, pageIds), world.choose(two.id, pageIds)]);
    for (const connection of both) expect(connection.steps.filter((step) => step.state === 'failed')).toEqual([]);
    const page = (await world.server.api('GET', `/v1/pages/${pageIds[0]}`)).body;
    expect(page.steps).toEqual({ webhook: 'set', subscription: 'set' });
  });

  it('connects several Pages in one go; one that cannot be subscribed stops none of the others', async () => {
    const ids = (await world.sim.control.addPages(3)).map((page) => page.id);
    const [hindered = '', ...others] = ids;
    await world.sim.control.setPage(hindered, { tasks: ['ANALYZE'], subscribedFields: null });
    const connection = await world.choose((await world.start()).id, ids);
    expect(connection.state).toBe('failed');
    expect(stepOf(connection, 'check', hindered)).toMatchObject({ state: 'failed' });
    for (const id of others) {
      expect(stepOf(connection, 'check', id), id).toMatchObject({ state: 'done' });
      expect(stepOf(connection, 'first_event', id)).toMatchObject({ state: 'waiting' });
    }
  });

  it('refuses a Page that is not in the list', async () => {
    const { id: other } = await world.start();
    const answer = await world.server.api('POST', `/v1/page-connections/${other}/pages`, {
      body: { pageIds: ['123'] },
    });
    expect(answer.status).toBe(400);
    expect(answer.body.error).toMatchObject({ code: 'invalid_request' });
  });
});
