import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DAY, later } from '../../server/base/clock.ts';
import { messageTables, purgeMessages } from '../../server/messaging/index.ts';
import { type MessageWorld, startMessageWorld } from './message-world.ts';

describe.each(['sqlite', 'postgres'] as const)('messages that are kept on %s', (dialect) => {
  let world: MessageWorld;
  beforeAll(async () => {
    world = await startMessageWorld(dialect);
  });
  afterAll(async () => await world.stop());

  test('are forgotten after ninety days, unless they are still to be said', async () => {
    const [psid, quiet] = [await world.newPerson(), await world.newPerson()];
    const notAfter = later(world.ctx().clock.now(), 60_000);
    for (let i = 0; i < 2; i++) await world.queue(psid, { notAfter });
    world.advance(120_000);
    await world.send(psid);
    await world.queue(quiet);
    const ctx = world.ctx();
    const kept = async (days: number): Promise<string[]> => {
      await purgeMessages({ ...ctx, clock: { now: () => later(ctx.clock.now(), days * DAY) } });
      const rows = await ctx.storage.read((at) => at.db.select().from(messageTables.of(at).messages));
      return rows.filter((row) => [psid, quiet].includes(row.psid)).map(({ status }) => status);
    };
    expect((await kept(89)).toSorted()).toEqual(['failed', 'failed', 'queued']);
    expect(await kept(91)).toEqual(['queued']);
  });

  test('that may no longer be said are settled one by one, and the next one is said', async () => {
    const psid = await world.newPerson();
    const notAfter = later(world.ctx().clock.now(), 60_000);
    for (let i = 0; i < 5; i++) await world.queue(psid, { notAfter });
    await world.queue(psid, { content: { text: 'the last' } });
    world.advance(120_000);
    await world.send(psid);
    expect(world.said(psid)).toEqual(['the last']);
  });
});
