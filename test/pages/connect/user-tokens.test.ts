import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { selectConnection } from '../../../server/pages/connect/connection-store.ts';
import { forgetUserTokens } from '../../../server/pages/index.ts';
import { type ConnectWorld, startConnectWorld, stepOf } from '../connect-world.ts';

const HOUR = 3_600_000;

describe.each(['sqlite', 'postgres'] as const)('the user token of a connection on %s', (dialect) => {
  let world: ConnectWorld;
  beforeAll(async () => {
    world = await startConnectWorld(dialect);
  });
  afterAll(async () => await world.stop());

  const sealed = async (id: string) =>
    (await world.server.server.ctx.storage.read((at) => selectConnection(at, id)))?.sealedUserToken;

  it('is forgotten as soon as everything is connected', async () => {
    const { id } = await world.connect();
    expect(await sealed(id)).toEqual(expect.any(String));
    await world.write();
    await world.when(id, ({ state }) => state === 'connected');
    await expect.poll(() => sealed(id)).toBeNull();
  });

  it('is forgotten after a day, however far the connection is', async () => {
    const { id } = await world.start();
    world.server.clock.advance(23 * HOUR);
    await forgetUserTokens(world.server.server.ctx);
    expect(await sealed(id)).toEqual(expect.any(String));
    world.server.clock.advance(2 * HOUR);
    await world.server.restart(); // the housekeeping of a start, like that of every hour
    await expect.poll(() => sealed(id)).toBeNull();
  });

  it('that is one of another app is said to be so', async () => {
    const app = await world.sim.control.addApp({ id: '730000000000029', secret: 'secret-of-another', name: 'Desk' });
    const userToken = await world.sim.control.userToken({ appId: app.id });
    const { body } = await world.server.api('POST', '/v1/page-connections', { body: { userToken } });
    expect(stepOf(body, 'exchange_token')).toMatchObject({
      state: 'failed',
      problem: 'token_invalid',
      detail: expect.stringContaining('knows no such token of the app'),
    });
  });
});
