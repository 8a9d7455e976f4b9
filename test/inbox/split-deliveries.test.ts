import { afterEach, describe, expect, test } from 'vitest';
import { StorageUnavailable, type Storage } from '../../server/base/storage/index.ts';
import { splitDeliveries } from '../../server/inbox/split-deliveries.ts';
import { selectDeliveries, selectDelivery, selectEvents } from '../../server/inbox/list-store.ts';
import { dialects } from '../support/dialects.ts';
import { deliveryOf, type InboxWorld, messageOf, openInboxWorld, PAGE, type WorldOptions } from './open-inbox-world.ts';

describe.each(dialects)('splitting deliveries on $name', (dialect) => {
  let world: InboxWorld;
  const open = async (options?: WorldOptions): Promise<void> => void (world = await openInboxWorld(dialect, options));
  const deliveries = async () => (await world.ctx.storage.read((at) => selectDeliveries(at, {}))).toReversed();
  const events = async () => (await world.ctx.storage.read((at) => selectEvents(at, { limit: 200 }))).toReversed();
  afterEach(() => world.close());

  test('makes one event of each item, in order, with the delivery it came in', async () => {
    await open();
    await world.post(deliveryOf(messageOf('1', 'm_1'), messageOf('2', 'm_2'), messageOf('1', 'm_3')));
    await world.post(deliveryOf(messageOf('1', 'm_4')));
    await world.split();
    expect((await events()).map(({ psid, path, status }) => [psid, path, status])).toEqual([
      ['1', '0.messaging.0', 'pending'],
      ['2', '0.messaging.1', 'pending'],
      ['1', '0.messaging.2', 'pending'],
      ['1', '0.messaging.0', 'pending'],
    ]);
    expect((await deliveries()).map(({ status, events: count }) => [status, count])).toEqual([
      ['split', 3],
      ['split', 1],
    ]);
  });

  test('keeps one event of the same thing sent five times, in any envelope, and counts the others', async () => {
    await open();
    const body = deliveryOf(messageOf('1', 'm_1'));
    for (let time = 0; time < 4; time++) await world.post(body);
    await world.split();
    await world.post(
      JSON.stringify({ entry: [{ messaging: [messageOf('1', 'm_1')], time: 7, id: PAGE }], object: 'page' }),
    );
    await world.post(deliveryOf(messageOf('1', 'm_1'), messageOf('1', 'm_1'), messageOf('1', 'm_2')));
    await world.split();
    expect(await events()).toHaveLength(2);
    const numbers = (await deliveries()).map((row) => [row.events, row.duplicates]);
    expect(numbers).toEqual([
      [1, 0],
      [0, 1],
      [0, 1],
      [0, 1],
      [0, 1],
      [1, 2],
    ]);
  });

  test('sets an unreadable body aside with the reason and splits its neighbours', async () => {
    await open();
    for (const body of [
      deliveryOf(messageOf('1', 'm_1')),
      '{"a":',
      '['.repeat(500),
      deliveryOf(messageOf('1', 'm_2')),
    ]) {
      await world.post(body);
    }
    await world.split();
    expect((await deliveries()).map(({ status, error }) => [status, error])).toEqual([
      ['split', null],
      ['unreadable', 'The body is not valid JSON.'],
      ['unreadable', 'The body is nested more than 64 levels deep.'],
      ['split', null],
    ]);
    expect(await events()).toHaveLength(2);
  });

  test('splits a delivery of a thousand events and many deliveries at once', async () => {
    await open();
    const ids = Array.from({ length: 1000 }, (_, index) => `m_${index}`);
    await world.post(deliveryOf(...ids.map((mid) => messageOf(mid, mid))));
    await Promise.all(ids.map((mid) => world.post(deliveryOf(messageOf('1', `${mid}b`)))));
    await world.split();
    const counts = (await world.ctx.storage.read((at) => selectDeliveries(at, { limit: 200 }))).map(
      (row) => row.events,
    );
    expect(new Set(counts)).toEqual(new Set([1]));
    expect((await world.ctx.storage.read((at) => selectDelivery(at, 1)))?.events).toBe(1000);
  });

  test('stores the drains with the events: one for each partition', async () => {
    await open();
    await world.post(deliveryOf(messageOf('1', 'm_1'), messageOf('1', 'm_2')));
    await world.split();
    const partitions = new Set((await events()).map((event) => event.partition));
    expect(partitions.size).toBe(1);
    expect((await world.ctx.queue.depth()).waiting).toBe(1);
  });

  test('stores no drain for what was all received before', async () => {
    await open();
    await world.post(deliveryOf(messageOf('1', 'm_1')));
    await world.split();
    await world.post(deliveryOf(messageOf('1', 'm_1')));
    await world.split();
    expect((await world.ctx.queue.depth()).waiting).toBe(1);
  });

  test('buries a delivery that cannot be split, counts it, and splits those around it', async () => {
    let poison = true;
    await open({ wrap: (storage) => failingOn(storage, () => poison) });
    for (const mid of ['m_1', 'm_2', 'm_3']) await world.post(deliveryOf(messageOf(mid, mid)));
    await splitDeliveries(world.ctx);
    poison = false;
    expect((await deliveries()).map((row) => row.status)).toEqual(['split', 'dead', 'split']);
    expect((await deliveries())[1]?.error).toMatch(/^internal: /);
    const { text } = await world.ctx.metrics.print();
    expect(text).toContain('threadtie_deliveries_dead_total 1\n');
    expect(text).toContain('threadtie_events_received_total 2\n');
    expect((await events()).map((event) => event.psid)).toEqual(['m_1', 'm_3']);
  });

  test('changes nothing while the storage is away', async () => {
    let isAway = false;
    await open({
      wrap: (storage) => ({
        ...storage,
        write: async (work) => {
          if (isAway) throw new StorageUnavailable('unreachable');
          return await storage.write(work);
        },
      }),
    });
    await world.post(deliveryOf(messageOf('1', 'm_1')));
    isAway = true;
    await expect(splitDeliveries(world.ctx)).rejects.toThrow(StorageUnavailable);
    isAway = false;
    expect((await deliveries())[0]?.status).toBe('stored');
    await world.split();
    expect(await events()).toHaveLength(1);
  });
});

/** A storage that refuses to insert the second delivery's events, as a database does that cannot take one of their values. */
function failingOn(storage: Storage, isOn: () => boolean): Storage {
  return {
    ...storage,
    write: (work) =>
      storage.write((tx) =>
        work({
          ...tx,
          get db() {
            return tx.db;
          },
          prepared: (key, build) => {
            const statement = tx.prepared(key, build);
            if (!isOn() || !key.startsWith('inbox.insertEvents')) return statement;
            return refusing(statement, (values) => Object.values(values).includes('m_2'));
          },
        }),
      ),
  };
}

function refusing<Q>(statement: Q, refuses: (values: object) => boolean): Q {
  return new Proxy(statement as object, {
    get(target, name) {
      if (name !== 'execute') return Reflect.get(target, name) as unknown;
      return (values: object) => {
        if (refuses(values)) throw new Error('this value cannot be stored');
        return (target as { execute(values: object): unknown }).execute(values);
      };
    },
  }) as Q;
}
