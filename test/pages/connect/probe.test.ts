import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tick } from '../../support/server.ts';
import { checkOf, type ConnectWorld, startConnectWorld, stepOf } from '../connect-world.ts';

const DAY = 24 * 3_600_000;

describe('whether anything may be sent', () => {
  let world: ConnectWorld;
  beforeAll(async () => {
    world = await startConnectWorld('sqlite');
    const { id } = await world.connect();
    await world.write();
    await world.when(id, ({ state }) => state === 'connected');
  });
  afterAll(async () => await world.stop());

  const check = async (body?: object) =>
    (await world.server.api('POST', `/v1/pages/${world.pageId}/check`, body ? { body } : {})).body;
  const sent = async () =>
    (await world.sim.control.graphCalls()).filter(({ method, path }) => method === 'POST' && path.endsWith('/messages'))
      .length;

  it('was tried once, with the person who wrote while the Page was connected', async () => {
    expect(await sent()).toBe(1);
  });

  it('is not tried by a look that nobody asked to try it', async () => {
    const before = await sent();
    await check();
    await check({});
    expect(await sent()).toBe(before);
  });

  it('is tried by a look that is asked to', async () => {
    const before = await sent();
    expect(checkOf(await check({ probesSending: true }), 'sending')?.state).toBe('set');
    expect(await sent()).toBe(before + 1);
  });

  it('is not tried with a person who wrote before the connection, nor after a day: the connection succeeds', async () => {
    world.server.clock.advance(DAY + 60_000);
    await world.sim.control.steerClock({ advanceMs: DAY + 60_000 });
    const before = await sent();
    await check({ probesSending: true });
    const { id } = await world.connect();
    const read = { sender: { id: '4711' }, recipient: { id: world.pageId }, timestamp: tick(), read: { watermark: 1 } };
    await world.server.deliver(read);
    const connection = await world.when(id, ({ state }) => state !== 'connecting');
    expect(connection.state).toBe('connected');
    expect(stepOf(connection, 'check', world.pageId)).toMatchObject({ state: 'done', problem: null });
    expect(await sent()).toBe(before);
  });
});
