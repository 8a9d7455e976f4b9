import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newStep } from '../../../server/pages/connect/connection-steps.ts';
import { describeWaiting } from '../../../server/pages/connect/describe-waiting.ts';
import { type ConnectWorld, startConnectWorld, stepOf } from '../connect-world.ts';

const MINUTE = 60_000;

describe('a platform whose clock is behind ours', () => {
  let world: ConnectWorld;
  beforeAll(async () => {
    world = await startConnectWorld('sqlite');
  });
  afterAll(async () => await world.stop());

  it('delivers the first event of a connection all the same', async () => {
    world.server.clock.advance(3 * MINUTE);
    const { id, createdAt } = await world.connect();
    await world.write();
    const connection = await world.when(id, ({ state }) => state === 'connected');
    expect(stepOf(connection, 'first_event', world.pageId)).toMatchObject({ state: 'done' });
    const { lastEventAt } = (await world.server.api('GET', `/v1/pages/${world.pageId}`)).body;
    expect(Date.parse(lastEventAt)).toBeGreaterThanOrEqual(Date.parse(createdAt));
  });
});

describe('waiting for the first event', () => {
  const now = new Date('2026-11-20T12:00:00Z');
  const before = (minutes: number) => new Date(now.getTime() - minutes * MINUTE);
  const set = { ...newStep('con_1', 'check', '1'), state: 'done' as const };
  const first = { ...newStep('con_1', 'first_event', '1'), state: 'waiting' as const, at: before(40) };

  it('counts from when everything was set, not from when the connection began', () => {
    const mended = [{ ...set, at: before(2) }, first];
    expect(describeWaiting('1', mended, now)).toMatchObject({ detail: expect.stringContaining('Now an event') });
    const long = [{ ...set, at: before(6) }, first];
    expect(describeWaiting('1', long, now)).toMatchObject({ problem: 'development_mode' });
  });
});
