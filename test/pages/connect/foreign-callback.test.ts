import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConnectWorld, startConnectWorld, stepOf } from '../connect-world.ts';

const ELSEWHERE = 'http://127.0.0.1:9';
const HOOK = `${ELSEWHERE}/hooks/of-a-bot?key=planted`;

describe.each(['sqlite', 'postgres'] as const)('an app whose events go to another system, on %s', (dialect) => {
  let world: ConnectWorld;
  let id: string;
  beforeAll(async () => {
    world = await startConnectWorld(dialect);
    await world.sim.control.setApp({ callbackUrl: HOOK, fields: { page: ['messages'] } });
  });
  afterAll(async () => await world.stop());

  const callback = async () => (await world.sim.control.state()).app.callbackUrl;

  it('keeps sending them there until somebody says otherwise', async () => {
    const connection = await world.connect();
    ({ id } = connection);
    expect(connection).toMatchObject({ state: 'failed', foreignCallback: ELSEWHERE });
    const step = stepOf(connection, 'subscribe_app');
    expect(step).toMatchObject({ state: 'failed', problem: 'callback_wrong' });
    expect(step?.detail).toContain(ELSEWHERE);
    expect(step?.fix).toContain('takesOverCallback');
    expect(await callback()).toBe(HOOK);
    const again = await world.resume(id);
    expect([again.state, await callback()]).toEqual(['failed', HOOK]);
  });

  it('is named by its origin alone: the rest of its address is a secret of others', async () => {
    const page = await world.look();
    expect(JSON.stringify([page, (await world.server.api('GET', `/v1/page-connections/${id}`)).body])).toContain(
      ELSEWHERE,
    );
    expect(JSON.stringify([page, (await world.server.api('GET', `/v1/page-connections/${id}`)).body])).not.toContain(
      'of-a-bot',
    );
  });

  it('sends them here once that was said', async () => {
    const connection = await world.choose(id, [world.pageId], { takesOverCallback: true });
    expect(connection).toMatchObject({ foreignCallback: null, state: 'connecting' });
    expect(stepOf(connection, 'subscribe_app')?.detail).toContain(`went to ${ELSEWHERE} before`);
    expect(await callback()).toMatch(/^\/webhooks\/messenger/);
  });

  it('is no longer named when it was mended elsewhere and the connection goes on', async () => {
    await world.sim.control.setApp({ callbackUrl: HOOK });
    const failed = await world.connect();
    expect(failed).toMatchObject({ state: 'failed', foreignCallback: ELSEWHERE });
    await world.sim.control.setApp({ callbackUrl: null });
    expect(await world.resume(failed.id)).toMatchObject({ state: 'connecting', foreignCallback: null });
  });
});
