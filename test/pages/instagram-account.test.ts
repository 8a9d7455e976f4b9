import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkOf, type ConnectWorld, startConnectWorld } from './connect-world.ts';

describe.each(['sqlite', 'postgres'] as const)('a Page and its Instagram account, both put on %s', (dialect) => {
  let world: ConnectWorld;
  let pageId: string;
  beforeAll(async () => {
    world = await startConnectWorld(dialect);
    const { pages } = await world.sim.control.state();
    pageId = pages[0]?.id ?? '';
    for (const id of [pageId, world.instagramId]) {
      const page = (await world.server.api('GET', `/v1/pages/${id}`)).body;
      expect([id, page.disconnectedAt]).toEqual([id, null]); // the simulator's shop has put both
    }
  });
  afterAll(async () => await world.stop());

  const look = async () => (await world.server.api('POST', `/v1/pages/${pageId}/check`)).body;

  it('are told to belong together: the account is connected', async () => {
    expect(checkOf(await look(), 'instagram_account')).toMatchObject({
      state: 'set',
      detail: `The Instagram account "${world.instagramId}" is connected.`,
      fix: null,
    });
  });

  it('share the subscription of the Page, which stays while the account needs it', async () => {
    await world.server.api('POST', `/v1/pages/${pageId}/repair`);
    const left = await world.server.api('POST', `/v1/pages/${pageId}/disconnect`);
    expect(left.body.disconnectedAt).not.toBeNull();
    const there = (await world.sim.control.state()).pages.find((page) => page.id === pageId);
    expect(there?.subscribedFields).toContain('messages');
  });

  it('are not together any more when the account was left', async () => {
    const token = (await world.sim.control.state()).pages.find((page) => page.id === pageId)?.accessToken;
    await world.server.api('PUT', `/v1/pages/${pageId}`, { body: { name: 'Shop', accessToken: token } });
    await world.server.api('POST', `/v1/pages/${world.instagramId}/disconnect`);
    expect(checkOf(await look(), 'instagram_account')).toMatchObject({ state: 'missing' });
  });
});
