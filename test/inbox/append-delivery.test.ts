import { afterEach, describe, expect, test } from 'vitest';
import type { Storage } from '../../server/base/storage/index.ts';
import { APPENDED } from '../../server/inbox/append-delivery.ts';
import { selectDeliveries } from '../../server/inbox/list-store.ts';
import { dialects } from '../support/dialects.ts';
import { deliveryOf, type InboxWorld, messageOf, midOf, openInboxWorld } from './open-inbox-world.ts';

describe.each(dialects)('appending deliveries on $name', (dialect) => {
  let world: InboxWorld;
  let commits = 0;
  let broken = false;
  const counting = (storage: Storage): Storage => ({
    ...storage,
    write: async (work) => {
      const result = await storage.write(async (tx) => {
        const done = await work(tx);
        if (broken) throw new Error('the disk went away before the commit');
        return done;
      });
      commits++;
      return result;
    },
  });
  const open = async (): Promise<void> => {
    [commits, broken] = [0, false];
    world = await openInboxWorld(dialect, { wrap: counting });
  };
  afterEach(() => world.close());

  test('stores what arrives together in few commits, each delivery with its own bytes', async () => {
    await open();
    const bodies = Array.from({ length: 300 }, (_, index) => deliveryOf(messageOf('1', `m_${index}`)));
    const answers = await Promise.all(bodies.map((body) => world.post(body)));
    expect(answers.every((response) => response.status === 200)).toBe(true);
    expect(commits).toBeLessThan(30);
    await world.split();
    await world.apply();
    expect(new Set(world.seen.map(midOf)).size).toBe(300);
  });

  test('tells listeners once per commit', async () => {
    await open();
    let signals = 0;
    world.ctx.signals.on(APPENDED, () => signals++);
    await Promise.all([1, 2, 3].map((n) => world.post(deliveryOf(messageOf('1', `m_${n}`)))));
    expect(signals).toBe(commits);
    expect(signals).toBeGreaterThan(0);
  });

  test('refuses all of a group whose commit fails, stores none of it, and goes on afterwards', async () => {
    await open();
    broken = true;
    const answers = await Promise.all([1, 2, 3].map((n) => world.post(deliveryOf(messageOf('1', `m_${n}`)))));
    expect(answers.map((response) => response.status)).toEqual([503, 503, 503]);
    expect(await world.ctx.storage.read((at) => selectDeliveries(at, {}))).toEqual([]);
    broken = false;
    expect((await world.post(deliveryOf(messageOf('1', 'm_1')))).status).toBe(200);
  });
});
