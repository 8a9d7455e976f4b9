import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Notification } from '../../../shared/api/notifications.ts';
import type { ConnectedPage, PageRepair } from '../../../shared/api/pages.ts';
import { type ConnectWorld, startConnectWorld } from '../connect-world.ts';

const HOUR = 3_600_000;

describe.each(['sqlite', 'postgres'] as const)('time that was lost while nobody could see it, on %s', (dialect) => {
  let world: ConnectWorld;
  beforeAll(async () => {
    world = await startConnectWorld(dialect);
  });
  afterAll(async () => await world.stop());

  const getPage = async (): Promise<ConnectedPage> => (await world.server.api('GET', `/v1/pages/${world.pageId}`)).body;

  async function pass(ms: number): Promise<void> {
    world.server.clock.advance(ms);
    await world.sim.control.steerClock({ advanceMs: ms });
  }

  it('is none before a Page was connected, nor while it was left', async () => {
    const { id } = await world.connect();
    await world.write();
    await world.when(id, ({ state }) => state === 'connected');
    await world.server.api('POST', `/v1/pages/${world.pageId}/disconnect`);
    await pass(HOUR);
    await world.connect();
    expect(await world.look()).toMatchObject({ health: 'ok', lostPeriods: [] });
  });

  it('is named when a Page that was cut off with a dead token is connected again', async () => {
    const { lastEventAt } = await getPage();
    await world.sim.control.setToken(world.pageId, { state: 'revoked' });
    await world.sim.control.setPage(world.pageId, { subscribedFields: null });
    await pass(HOUR);
    expect(await world.look()).toMatchObject({ health: 'broken', lostPeriods: [] });
    await world.connect();
    const { health, lostPeriods } = await getPage();
    expect([health, lostPeriods.length]).toEqual(['ok', 1]);
    const [lost] = lostPeriods;
    expect(lost?.reason).toBe('page_not_subscribed');
    expect(Date.parse(lost?.from ?? '')).toBeGreaterThanOrEqual(Date.parse(lastEventAt ?? ''));
    expect(Date.parse(lost?.to ?? '') - Date.parse(lost?.from ?? '')).toBeGreaterThanOrEqual(HOUR);
    const told = await world.server.api('GET', `/v1/notifications?subject=${world.pageId}&limit=1`);
    const [recovered]: Notification[] = told.body.data;
    expect(recovered).toMatchObject({ type: 'page.recovered', data: { lostPeriods: [lost] } });
  });

  it('is named by a repair that was faster than the watchdog', async () => {
    await world.sim.control.setPage(world.pageId, { subscribedFields: null });
    await pass(HOUR);
    const repaired = await world.server.api('POST', `/v1/pages/${world.pageId}/repair`);
    const { done, page }: PageRepair = repaired.body;
    expect(done).toHaveLength(1);
    expect(page.lostPeriods).toHaveLength(2);
    expect(page.lostPeriods[0]?.to).not.toBeNull();
  });
});
