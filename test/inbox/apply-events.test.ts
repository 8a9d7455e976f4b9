import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import type { MessengerEvent } from '../../shared/messenger/messenger-event.ts';
import { ThreadtieError } from '../../server/base/errors.ts';
import { StorageUnavailable } from '../../server/base/storage/index.ts';
import { applyParked, type EventHandler } from '../../server/inbox/index.ts';
import { selectDeliveries, selectEvents } from '../../server/inbox/list-store.ts';
import { insertDeliveries } from '../../server/inbox/store.ts';
import { dialects } from '../support/dialects.ts';
import {
  deliveryOf,
  type InboxWorld,
  messageOf,
  midOf,
  openInboxWorld,
  PAGE,
  type WorldOptions,
} from './open-inbox-world.ts';

const DAY = 86_400_000;

describe.each(dialects)('applying events on $name', (dialect) => {
  let world: InboxWorld;
  const open = async (options?: WorldOptions): Promise<void> => void (world = await openInboxWorld(dialect, options));
  const events = async () => (await world.ctx.storage.read((at) => selectEvents(at, { limit: 200 }))).toReversed();
  const receive = async (...messages: object[]): Promise<void> => {
    await world.post(deliveryOf(...messages));
    await world.split();
    await world.apply();
  };
  const states = async () => (await events()).map(({ status, attempts }) => [status, attempts]);
  afterEach(() => world.close());

  test('hands each event to every handler, once, as the platform', async () => {
    const calls: string[] = [];
    const handler =
      (name: string): EventHandler =>
      async (ctx, event) => {
        calls.push(`${name} ${event.id} ${event.appId} ${ctx.actor.type} ${ctx.requestId}`);
      };
    await open({ handlers: [handler('a'), handler('b')] });
    await receive(messageOf('1', 'm_1'));
    await world.apply();
    expect(calls).toEqual(['a evt_1 app-1 platform evt_1', 'b evt_1 app-1 platform evt_1']);
    expect(await states()).toEqual([['applied', 1]]);
  });

  test('applies the events of each thread in the order they came in', async () => {
    await open();
    const messages = Array.from({ length: 250 }, (_, index) => messageOf(String(index % 3), `${index}`));
    await receive(...messages);
    for (const psid of ['0', '1', '2']) {
      const order = world.seen.filter((event) => event.psid === psid).map((event) => Number(midOf(event)));
      expect(order).toEqual(order.toSorted((a, b) => a - b));
      expect(order.length).toBeGreaterThan(80);
    }
  });

  test('hands over the event as it was sent, with every digit', async () => {
    await open();
    const body = `{"object":"page","entry":[{"id":"${PAGE}","messaging":[{"sender":{"id":9007199254740993},"message":{"mid":"m"}}]}]}`;
    await world.post(body);
    await world.split();
    await world.apply();
    expect(world.seen[0]).toMatchObject({ psid: '9007199254740993', raw: { sender: { id: '9007199254740993' } } });
  });

  test('an event that fails is undone alone; those before and after it in the same thread stay applied', async () => {
    const seen: string[] = [];
    await open({
      handlers: [writing, async (_, event) => failOn('m_2', event), async (_, event) => void seen.push(midOf(event))],
    });
    await receive(messageOf('1', 'm_1'), messageOf('1', 'm_2'), messageOf('1', 'm_3'));
    expect([...new Set(seen)]).toEqual(['m_1', 'm_3']); // the first is undone with the second, and runs again
    expect(await states()).toEqual([
      ['applied', 1],
      ['pending', 1],
      ['applied', 1],
    ]);
    expect(await written()).toEqual(['m_1', 'm_3']);
  });

  test('a write that fails inside a handler costs only its event, even when the handler swallows the error', async () => {
    const swallowing: EventHandler = async (ctx, event) => {
      await ctx.storage.write(async () => failOn('m_1', event)).catch(() => undefined);
    };
    await open({ handlers: [writing, swallowing] });
    await receive(messageOf('1', 'm_1'), messageOf('1', 'm_2'));
    expect(await states()).toEqual([
      ['pending', 1],
      ['applied', 1],
    ]);
    expect(await written()).toEqual(['m_2']);
  });

  test('an event that failed is tried again after 1 s, 5 s, 30 s, 2 min and 10 min, and is dead then', async () => {
    let calls = 0;
    await open({ handlers: [async () => failing(++calls)] });
    await receive(messageOf('1', 'm_1'));
    for (const [index, ms] of [1000, 5000, 30_000, 120_000, 600_000].entries()) {
      world.advance(ms - 1);
      await world.apply();
      expect(calls).toBe(index + 1);
      world.advance(1);
      await world.apply();
      expect(calls).toBe(index + 2);
    }
    expect(await states()).toEqual([['dead', 6]]);
    world.advance(DAY);
    await world.apply();
    expect(calls).toBe(6);
  });

  test('an event that works at last is applied, and its error is gone', async () => {
    let isBroken = true;
    await open({ handlers: [async () => (isBroken ? failing(1) : undefined)] });
    await receive(messageOf('1', 'm_1'));
    expect((await events())[0]?.error).toBe('internal: It failed with RangeError; the log says where.');
    isBroken = false;
    world.advance(1000);
    await world.apply();
    expect((await events())[0]).toMatchObject({ status: 'applied', attempts: 2, error: null });
  });

  test('the reason of a refusal is kept in its own words', async () => {
    await open({
      handlers: [async () => Promise.reject(new ThreadtieError('not_found', 'No such thing.', 'Look again.'))],
    });
    await receive(messageOf('1', 'm_1'));
    expect((await events())[0]?.error).toBe('not_found: No such thing.');
  });

  test('a storage that goes away undoes the whole batch and blames no event', async () => {
    let isAway = true;
    const away: EventHandler = async (_, event) => {
      if (isAway && midOf(event) === 'm_2') throw new StorageUnavailable('unreachable');
    };
    await open({ handlers: [writing, away] });
    await expect(receive(messageOf('1', 'm_1'), messageOf('1', 'm_2'))).rejects.toThrow(StorageUnavailable);
    expect(await states()).toEqual([
      ['pending', 0],
      ['pending', 0],
    ]);
    expect(await written()).toEqual([]);
    isAway = false;
    await world.apply();
    expect(await states()).toEqual([
      ['applied', 1],
      ['applied', 1],
    ]);
  });

  test('drains of one partition that run at the same time apply nothing twice', async () => {
    const seen: string[] = [];
    await open({ handlers: [async (_, event) => (await pause(1), void seen.push(midOf(event)))] });
    await world.post(deliveryOf(...['m_1', 'm_2', 'm_3'].map((mid) => messageOf('1', mid))));
    await world.split();
    await Promise.all([world.applyOnce(), world.applyOnce(), world.applyOnce()]);
    expect(seen).toEqual(['m_1', 'm_2', 'm_3']);
  });

  test('events of a Page that is not connected wait, and are applied in order once it is', async () => {
    const strangers = new Set([PAGE]);
    await open({ strangers });
    await receive(messageOf('1', 'm_1'), messageOf('1', 'm_2'));
    expect(world.seen).toEqual([]);
    expect(await events()).toMatchObject([{ status: 'parked', error: expect.stringContaining('not connected') }, {}]);
    strangers.clear();
    await applyParked(world.ctx, 'another page');
    await world.apply();
    expect(world.seen).toEqual([]);
    await applyParked(world.ctx, PAGE);
    await world.apply();
    expect(world.seen.map(midOf)).toEqual(['m_1', 'm_2']);
    expect(await states()).toEqual([
      ['applied', 1],
      ['applied', 1],
    ]);
  });

  test.each([
    ['a kind nobody knows', { id: PAGE, messaging: [{ game_play: {} }] }, 'later version'],
    ['a test of the dashboard', { id: '0', changes: [{ field: 'messages' }] }, 'dashboard'],
    ['an event of 31 days ago', { id: PAGE, messaging: [messageOf('1', 'm', Date.UTC(2026, 9, 20))] }, '30 days'],
  ])('%s is parked with the reason', async (_, entry, reason) => {
    await open();
    await world.post(JSON.stringify({ object: 'page', entry: [entry] }));
    await world.split();
    await world.apply();
    expect(await events()).toMatchObject([{ status: 'parked', error: expect.stringContaining(reason) }]);
    expect(world.seen).toEqual([]);
  });

  /** Writes the event's mid into a table, as a handler of a room does. */
  async function writing(ctx: Parameters<EventHandler>[0], event: MessengerEvent): Promise<void> {
    const row = { appId: `handled ${midOf(event)}`, receivedAt: ctx.clock.now(), body: Buffer.from('{}') };
    await ctx.storage.write((tx) => insertDeliveries(tx, [row]));
  }

  async function written(): Promise<string[]> {
    const rows = (await world.ctx.storage.read((at) => selectDeliveries(at, {}))).toReversed();
    return rows.filter((row) => row.appId.startsWith('handled ')).map((row) => row.appId.slice('handled '.length));
  }
});

function failOn(mid: string, event: MessengerEvent): void {
  if (midOf(event) === mid) throw new Error('the handler does not like it');
}

function failing(attempt: number): void {
  throw new RangeError(`a message with a secret in it, ${attempt}`);
}
