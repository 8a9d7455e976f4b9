import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { later } from '../../server/base/clock.ts';
import { selectEvents } from '../../server/inbox/list-store.ts';
import { PARTITIONS } from '../../server/inbox/partition-of.ts';
import { insertDeliveries, insertEvents, updateDeliveries } from '../../server/inbox/store.ts';
import { askDatabase } from '../crash/ask-database.ts';
import { dialects } from '../support/dialects.ts';
import { makeGate } from '../support/gate.ts';
import {
  deliveryOf,
  type InboxWorld,
  messageOf,
  midOf,
  openInboxWorld,
  PAGE,
  type WorldOptions,
} from './open-inbox-world.ts';

const soon = { timeout: 20_000, interval: 20 };

describe.each(dialects)('a running inbox on $name', (dialect) => {
  let world: InboxWorld;
  const open = async (options: WorldOptions = {}): Promise<void> => {
    world = await openInboxWorld(dialect, { isRunning: true, ...options });
  };
  const now = () => Date.now() - 1000;
  const settled = async (count: number): Promise<void> => {
    await vi.waitFor(async () => {
      const rows = await world.ctx.storage.read((at) => selectEvents(at, { limit: 200, status: 'applied' }));
      expect(rows).toHaveLength(count);
    }, soon);
  };
  afterEach(() => world.close());

  test('applies soon after the answer what was delivered, without waiting for the next look', async () => {
    await open();
    await world.post(deliveryOf(messageOf('1', 'm_0', now())));
    await settled(1);
    const times: number[] = []; // several, for the machine may stand still during one
    for (const round of [1, 2, 3]) {
      const started = performance.now();
      await world.post(deliveryOf(messageOf('1', `m_${round}`, now())));
      await settled(round + 1);
      times.push(performance.now() - started);
    }
    expect(Math.min(...times)).toBeLessThan(1000);
  });

  test('applies once what is delivered five times at once and again later', async () => {
    await open();
    const body = deliveryOf(messageOf('1', 'm_1', now()));
    await Promise.all(Array.from({ length: 5 }, () => world.post(body)));
    await settled(1);
    await world.post(body);
    await world.post(deliveryOf(messageOf('1', 'm_2', now())));
    await settled(2);
    expect(world.seen.map(midOf)).toEqual(['m_1', 'm_2']);
  });

  test('keeps the order of each thread under load', async () => {
    await open();
    for (let round = 0; round < 10; round++) {
      const bodies = Array.from({ length: 20 }, (_, psid) =>
        deliveryOf(messageOf(`${psid}`, `${psid}-${round}`, now())),
      );
      await Promise.all(bodies.map((body) => world.post(body)));
    }
    await settled(200);
    for (let psid = 0; psid < 20; psid++) {
      const order = world.seen.filter((event) => event.psid === String(psid)).map(midOf);
      expect(order).toEqual(Array.from({ length: 10 }, (_, round) => `${psid}-${round}`));
    }
  });

  test('tries again by itself what failed', async () => {
    let failures = 1;
    await open({
      handlers: [
        async () => {
          if (failures-- > 0) throw new Error('not yet');
        },
      ],
    });
    await world.post(deliveryOf(messageOf('1', 'm_1', now())));
    await settled(1);
    expect(failures).toBe(-1);
  });

  test('leaves to others what it only stores; the next start goes on with it', async () => {
    await open({ appendOnly: true });
    await world.post(deliveryOf(messageOf('1', 'm_1', now())));
    await world.post(deliveryOf(messageOf('1', 'm_2', now())));
    expect(await world.ctx.storage.read((at) => selectEvents(at, {}))).toEqual([]);
    const stop = await world.startAnother();
    await settled(2).finally(stop);
    expect(world.seen.map(midOf)).toEqual(['m_1', 'm_2']);
  });

  test('finds at its start what is due and has no drain', async () => {
    await open({ appendOnly: true });
    await storeWithoutDrain();
    const stop = await world.startAnother();
    await settled(1).finally(stop);
    expect(world.seen.map(midOf)).toEqual(['m_1']);
  });

  test('finds at its start the parked events of a Page that was connected unheard', async () => {
    const strangers = new Set([PAGE]);
    await open({ strangers });
    await world.post(deliveryOf(messageOf('1', 'm_1', now())));
    await vi.waitFor(
      async () => expect(await world.ctx.storage.read((at) => selectEvents(at, { status: 'parked' }))).toHaveLength(1),
      soon,
    );
    strangers.clear();
    const stop = await world.startAnother();
    await settled(1).finally(stop);
    expect(world.seen.map(midOf)).toEqual(['m_1']);
  });

  async function storeWithoutDrain(): Promise<void> {
    const receivedAt = later(new Date(), -60_000);
    const body = Buffer.from(deliveryOf(messageOf('1', 'm_1', receivedAt.getTime())));
    const event = {
      appId: 'app-1',
      path: '0.messaging.0',
      dedupeKey: 'key',
      partition: 0,
      kind: 'message',
      pageId: PAGE,
      psid: '1',
    };
    await world.ctx.storage.write(async (tx) => {
      await insertDeliveries(tx, [{ appId: 'app-1', receivedAt, body }]);
      await updateDeliveries(tx, [1], { status: 'split', events: 1 });
      await insertEvents(tx, [{ ...event, deliveryId: 1, occurredAt: receivedAt, receivedAt }]);
    });
  }
});

// SQLite has one writer: there, no two processes can drain at the same time.
describe.each(dialects.filter(({ name }) => name === 'postgres'))(
  'a running inbox beside another on $name',
  (dialect) => {
    test('comes back to a partition that the other one is draining', async () => {
      const world = await openInboxWorld(dialect, { isRunning: true });
      onTestFinished(() => world.close());
      const { storage } = world.ctx;
      const gate = makeGate();
      const locked = makeGate();
      const partitions = Array.from({ length: PARTITIONS[dialect.name] }, (_, partition) => `inbox.drain.${partition}`);
      const other = storage.write(async (tx) => {
        expect((await tx.tryLocks(partitions)).size).toBe(partitions.length);
        locked.open();
        await gate.opened;
      });
      await locked.opened;
      await world.post(deliveryOf(messageOf('1', 'm_1', Date.now() - 1000)));
      const isMissed = async (): Promise<boolean> => {
        const [events, drains] = await storage.read(async (at) => [
          await selectEvents(at, { status: 'pending' }),
          await askDatabase(at, "SELECT id FROM pgboss.job WHERE name = 'inbox.drain' AND state <= 'active'"),
        ]);
        return events?.length === 1 && drains?.length === 0;
      };
      await expect.poll(isMissed, soon).toBe(true);
      gate.open();
      await other;
      await expect.poll(() => world.seen.map(midOf), soon).toEqual(['m_1']);
    });
  },
);
