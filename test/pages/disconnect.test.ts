import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { APP_ID } from '../support/server.ts';
import { type ConnectWorld, startConnectWorld } from './connect-world.ts';

const OTHER_APP = { id: '9990001112223334', name: 'Another bot', fields: ['messages'] };

describe.each(['sqlite', 'postgres'] as const)('disconnecting a Page on %s', (dialect) => {
  let world: ConnectWorld;
  beforeAll(async () => {
    world = await startConnectWorld(dialect);
    const { id } = await world.connect();
    await world.write();
    await world.when(id, ({ state }) => state === 'connected');
    await world.sim.control.setPage(world.pageId, { otherApps: [OTHER_APP] });
  });
  afterAll(async () => await world.stop());

  it('ends the subscription of our app alone, drops the token and keeps the history', async () => {
    const { server, sim, pageId } = world;
    const left = await server.api('POST', `/v1/pages/${pageId}/disconnect`);
    expect(left.status).toBe(200);
    expect(left.body).toMatchObject({ disconnectedAt: expect.any(String), checks: [] });
    const there = (await sim.control.state()).pages.find((page) => page.id === pageId);
    expect(there?.subscribedFields).toEqual([]);
    expect(there?.otherApps).toEqual([OTHER_APP]);
    const threads = await server.api('GET', `/v1/threads?pageId=${pageId}`);
    expect(threads.body.data).toHaveLength(1);
    const check = await server.api('POST', `/v1/pages/${pageId}/check`);
    expect([check.status, check.body.error.code]).toEqual([409, 'page_broken']);
  });

  it('is done once however often it is asked for', async () => {
    const { server, sim, pageId } = world;
    const calls = (await sim.control.graphCalls()).length;
    const again = await server.api('POST', `/v1/pages/${pageId}/disconnect`);
    expect(again.status).toBe(200);
    expect((await sim.control.graphCalls()).length).toBe(calls);
    const audit = await server.api('GET', '/v1/audit?limit=200');
    const actions = audit.body.data.filter((entry: { subject: string }) => entry.subject === pageId);
    expect(actions.map(({ action }: { action: string }) => action)).toEqual(['page.disconnected', 'page.connected']);
  });

  it('is taken back by connecting again', async () => {
    const { server, pageId } = world;
    await world.connect();
    const page = (await server.api('GET', `/v1/pages/${pageId}`)).body;
    expect(page).toMatchObject({ disconnectedAt: null, steps: { webhook: 'set', subscription: 'set' } });
  });

  it('leaves the Page although its token is dead', async () => {
    const { server, sim, pageId } = world;
    await sim.control.setToken(pageId, { state: 'revoked' });
    await server.api('POST', `/v1/pages/${pageId}/check`);
    const left = await server.api('POST', `/v1/pages/${pageId}/disconnect`);
    expect([left.status, left.body.disconnectedAt === null]).toEqual([200, false]);
  });

  it('is tried again later while the platform is busy, and nothing is lost', async () => {
    const { server, pageId } = world;
    await world.connect();
    const hold = new Date(server.clock.now().getTime() + 60_000);
    server.server.ctx.pacer.hold(`app:${APP_ID}`, hold);
    const refused = await server.api('POST', `/v1/pages/${pageId}/disconnect`);
    expect([refused.status, refused.body.error.code]).toEqual([503, 'platform_busy']);
    expect((await server.api('GET', `/v1/pages/${pageId}`)).body.disconnectedAt).toBeNull();
  });
});
