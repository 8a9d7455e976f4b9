import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { applyParked, purgeInbox } from '../../server/inbox/index.ts';
import { selectEvents } from '../../server/inbox/list-store.ts';
import { putBack } from '../../server/inbox/replay-store.ts';
import { dialects } from '../support/dialects.ts';
import { startTestServer } from '../support/server.ts';
import { deliveryOf, type InboxWorld, messageOf, openInboxWorld, PAGE } from './open-inbox-world.ts';

const many = (count: number): object[] => Array.from({ length: count }, (_, i) => messageOf(String(i % 50), `m_${i}`));

describe.each(dialects)('an inbox under load on $name', (dialect) => {
  let world: InboxWorld;
  afterEach(() => world.close());

  test('wakes up once for all failures that are due together', async () => {
    const fail = async (): Promise<never> => Promise.reject(new Error('broken'));
    world = await openInboxWorld(dialect, { handlers: [fail] });
    await world.post(deliveryOf(...many(80)));
    await world.split();
    const { waiting: before } = await world.ctx.queue.depth();
    await world.applyOnce();
    const { waiting } = await world.ctx.queue.depth();
    expect(waiting - before).toBeLessThanOrEqual(16);
  });

  test('puts no event back whose bytes the purge has taken', async () => {
    world = await openInboxWorld(dialect);
    await world.post(deliveryOf(...many(3)));
    await world.split();
    await world.apply();
    world.advance(20 * 86_400_000);
    await purgeInbox(world.ctx);
    const now = world.ctx.clock.now();
    const [event] = await world.ctx.storage.read((at) => selectEvents(at, { limit: 1 }));
    const back = await world.ctx.storage.write((tx) =>
      putBack(tx, [event?.id ?? 0], { now, from: ['applied'], isForced: false }),
    );
    expect(back).toEqual([]);
  });

  test('reads an object of another kind for what it is, also under the name of something built in', async () => {
    world = await openInboxWorld(dialect);
    for (const object of ['constructor', 'toString', ['page'], { toString: 1 }]) {
      await world.post(
        JSON.stringify({ object, entry: [{ id: PAGE, messaging: [messageOf('1', `m ${String(1)}`)] }] }),
      );
    }
    await world.split();
    await world.apply();
    const events = await world.ctx.storage.read((at) => selectEvents(at, { limit: 10 }));
    expect(events.length).toBeGreaterThan(0);
    expect(new Set(events.map((event) => `${event.kind} ${event.status}`))).toEqual(new Set(['unknown parked']));
    expect(world.seen).toEqual([]);
  });
});

describe('the event loop on SQLite', () => {
  test('goes round while a backlog is applied', async () => {
    const server = await startTestServer('sqlite');
    const stranger = '123456789012345';
    const events = Array.from({ length: 3000 }, (_, i) => ({
      sender: { id: String(i) },
      recipient: { id: stranger },
      timestamp: Date.now(),
      message: { mid: `m_${i}`, text: 'hello' },
    }));
    for (let i = 0; i < 3; i++) await server.deliver(...events.slice(i * 1000, i * 1000 + 1000));
    await server.settle();
    const { ctx } = server.server;
    const isPending = async (): Promise<boolean> => {
      const rows = await ctx.storage.read((at) => selectEvents(at, { status: 'pending', limit: 1 }));
      return rows.length > 0;
    };
    await server.api('PUT', `/v1/pages/${stranger}`, { body: { name: 'Late', accessToken: 'token' } });
    await applyParked(ctx, stranger);
    let turns = 0;
    for (; await isPending(); turns++) await nextTurn();
    const { data } = (await server.api('GET', `/v1/events?status=applied&pageId=${stranger}&limit=200`)).body;
    expect(data).toHaveLength(200);
    expect(turns).toBeGreaterThan(10);
    await server.stop();
  });
});
