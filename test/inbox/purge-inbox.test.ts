import { afterEach, describe, expect, test } from 'vitest';
import { purgeInbox } from '../../server/inbox/index.ts';
import { selectDeliveries, selectEvents } from '../../server/inbox/list-store.ts';
import { dialects } from '../support/dialects.ts';
import { deliveryOf, type InboxWorld, messageOf, openInboxWorld, PAGE, type WorldOptions } from './open-inbox-world.ts';

const DAY = 86_400_000;

describe.each(dialects)('purging the inbox on $name', (dialect) => {
  let world: InboxWorld;
  const open = async (options?: WorldOptions): Promise<void> => void (world = await openInboxWorld(dialect, options));
  const count = async () => {
    const deliveries = await world.ctx.storage.read((at) => selectDeliveries(at, { limit: 200 }));
    const events = await world.ctx.storage.read((at) => selectEvents(at, { limit: 200 }));
    return [deliveries.length, events.length];
  };
  const receive = async (body: string): Promise<void> => {
    await world.post(body);
    await world.split();
    await world.apply();
  };
  afterEach(() => world.close());

  test('deletes the bytes of what was applied after 14 days, and the keys after 30', async () => {
    await open();
    await receive(deliveryOf(messageOf('1', 'm_1')));
    world.advance(14 * DAY);
    await purgeInbox(world.ctx);
    expect(await count()).toEqual([1, 1]);
    world.advance(1);
    await purgeInbox(world.ctx);
    expect(await count()).toEqual([0, 1]);
    world.advance(16 * DAY);
    await purgeInbox(world.ctx);
    expect(await count()).toEqual([0, 0]);
  });

  test('recognises a duplicate after its bytes are gone', async () => {
    await open();
    await receive(deliveryOf(messageOf('1', 'm_1')));
    world.advance(15 * DAY);
    await purgeInbox(world.ctx);
    await receive(deliveryOf(messageOf('1', 'm_1')));
    expect(world.seen).toHaveLength(1);
  });

  test('never applies a duplicate that comes after its key is gone', async () => {
    await open();
    await receive(deliveryOf(messageOf('1', 'm_1')));
    world.advance(31 * DAY);
    await purgeInbox(world.ctx);
    await receive(deliveryOf(messageOf('1', 'm_1')));
    expect(world.seen).toHaveLength(1);
  });

  test('keeps for 30 days what is parked or unreadable', async () => {
    await open({ strangers: new Set([PAGE]) });
    await receive(deliveryOf(messageOf('1', 'm_1')));
    await receive('not JSON');
    world.advance(30 * DAY);
    await purgeInbox(world.ctx);
    expect(await count()).toEqual([2, 1]);
    world.advance(1);
    await purgeInbox(world.ctx);
    expect(await count()).toEqual([0, 0]);
  });

  test('keeps what was never applied, whatever its age', async () => {
    await open();
    await world.post(deliveryOf(messageOf('1', 'm_1')));
    world.advance(100 * DAY);
    await purgeInbox(world.ctx);
    expect(await count()).toEqual([1, 0]);
    await world.split();
    await purgeInbox(world.ctx);
    expect(await count()).toEqual([1, 1]);
  });
});
