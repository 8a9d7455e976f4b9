import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { selectPage, selectToken } from '../../server/pages/store.ts';
import { APP_ID } from '../support/server.ts';
import { checkOf, type ConnectWorld, startConnectWorld } from './connect-world.ts';

describe('an Instagram account that was put with the token of a Page', () => {
  let world: ConnectWorld;
  let owner: { readonly id: string; readonly accessToken: string };
  let stranger: { readonly id: string; readonly accessToken: string };
  beforeAll(async () => {
    world = await startConnectWorld('sqlite');
    const { pages } = await world.sim.control.state();
    for (const page of pages) {
      if (page.instagramId === world.instagramId) owner = page;
      if (page.id === world.pageId) stranger = page;
    }
  });
  afterAll(async () => await world.stop());

  const put = async (accessToken: string) => {
    const body = { name: 'Shop', platform: 'instagram', accessToken };
    await world.server.api('PUT', `/v1/pages/${world.instagramId}`, { body });
  };
  const look = async () => (await world.server.api('POST', `/v1/pages/${world.instagramId}/check`)).body;
  const stored = async () =>
    await world.server.server.ctx.storage.read(async (at) => ({
      page: await selectPage(at, world.instagramId),
      token: await selectToken(at, { pageId: world.instagramId, appId: APP_ID }),
    }));

  it('is neither dead nor known to belong to the Page while the Page does not tell', async () => {
    await world.sim.control.setPage(owner.id, { instagramId: null });
    await world.sim.control.setToken(owner.id, { scopes: ['pages_messaging', 'pages_manage_metadata'] });
    await put(owner.accessToken);
    expect(checkOf(await look(), 'page_token')).toMatchObject({ state: 'unknown', problem: null });
    expect(await stored()).toMatchObject({ token: { state: 'live', problem: null }, page: { linkedPageId: null } });
    await world.sim.control.setPage(owner.id, { instagramId: world.instagramId });
  });

  it('is recognised by asking the Page, whose id is kept', async () => {
    const page = await look();
    expect(checkOf(page, 'page_token')).toMatchObject({ state: 'set' });
    expect(checkOf(page, 'page_subscription')).toMatchObject({ state: 'set' });
    expect(await stored()).toMatchObject({ token: { state: 'live' }, page: { linkedPageId: owner.id } });
  });

  it('is asked about once: later looks know the Page', async () => {
    const asked = async () =>
      (await world.sim.control.graphCalls()).filter(({ method, path }) => method === 'GET' && path.endsWith(owner.id));
    const before = (await asked()).length;
    await look();
    expect((await asked()).length).toBe(before);
  });

  it('is told apart from one whose Page has another account', async () => {
    await put(stranger.accessToken);
    expect(checkOf(await look(), 'page_token')).toMatchObject({ state: 'wrong', problem: 'token_of_another_page' });
    expect((await stored()).token).toMatchObject({ state: 'dead' });
  });
});
