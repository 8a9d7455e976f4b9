import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkOf, type ConnectWorld, startConnectWorld, stepOf } from './connect-world.ts';

describe.each(['sqlite', 'postgres'] as const)('the subscription of an Instagram account on %s', (dialect) => {
  let world: ConnectWorld;
  let pageId: string;
  beforeAll(async () => {
    world = await startConnectWorld(dialect);
    pageId = (await world.sim.control.state()).pages.find((page) => page.instagramId === world.instagramId)?.id ?? '';
    await world.sim.control.setPage(pageId, { subscribedFields: null });
    await world.sim.control.setPage(world.instagramId, { subscribedFields: null });
  });
  afterAll(async () => await world.stop());

  const fieldsAt = async (id: string) =>
    (await world.sim.control.state()).pages.find((page) => page.id === id)?.subscribedFields ?? [];
  const leave = (id: string) => world.server.api('POST', `/v1/pages/${id}/disconnect`);

  it('stands at its Page, with the fields of a Page', async () => {
    const connection = await world.choose((await world.start()).id, [world.instagramId]);
    expect(stepOf(connection, 'subscribe_page', world.instagramId)).toMatchObject({ state: 'done' });
    expect(await fieldsAt(pageId)).toEqual(expect.arrayContaining(['messages', 'messaging_referrals']));
    expect(await fieldsAt(world.instagramId)).toEqual([]);
    const page = (await world.server.api('GET', `/v1/pages/${world.instagramId}`)).body;
    expect(checkOf(page, 'page_fields')).toMatchObject({ state: 'set' });
    expect(stepOf(connection, 'subscribe_app')?.detail).toContain('instagram');
  });

  it('lets the messages of the account arrive', async () => {
    await world.sim.control.writeMessage({ person: world.person, pageId: world.instagramId, text: 'Hi' });
    await world.sim.control.flush();
    const path = `/v1/events?pageId=${world.instagramId}&status=applied`;
    await expect.poll(async () => (await world.server.api('GET', path)).body.data.length).toBeGreaterThan(0);
  });

  it('stays when the Page is left and ends when the account is left too', async () => {
    await leave(pageId);
    expect(await fieldsAt(pageId)).toContain('messages');
    expect((await leave(world.instagramId)).body.disconnectedAt).not.toBeNull();
    expect(await fieldsAt(pageId)).toEqual([]);
  });

  it('stays when the account is left and ends when the Page is left too', async () => {
    await world.choose((await world.start()).id, [pageId, world.instagramId]);
    await leave(world.instagramId);
    expect(await fieldsAt(pageId)).toContain('messages');
    await leave(pageId);
    expect(await fieldsAt(pageId)).toEqual([]);
  });

  it('is made for the app too when the account is chosen after its Page', async () => {
    await world.sim.control.setApp({ fields: { page: [], instagram: [] }, callbackUrl: null });
    const { id } = await world.start();
    const first = await world.choose(id, [pageId]);
    expect(stepOf(first, 'subscribe_app')).toMatchObject({ state: 'done' });
    expect((await world.sim.control.state()).appFields.instagram).toEqual([]);
    const second = await world.choose(id, [pageId, world.instagramId]);
    expect(stepOf(second, 'check', world.instagramId)).toMatchObject({ state: 'done' });
    expect((await world.sim.control.state()).appFields.instagram).toContain('messages');
  });
});
