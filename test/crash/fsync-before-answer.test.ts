import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Storage } from '../../server/base/storage/index.ts';
import { deliveryOf, type InboxWorld, messageOf, openInboxWorld } from '../inbox/open-inbox-world.ts';
import { type Dialect, dialects } from '../support/dialects.ts';
import { makeGate } from '../support/gate.ts';

const HELD_MS = 200;
const FULL = 2;

async function openWorld(dialect: Dialect, wrap?: (storage: Storage) => Storage): Promise<InboxWorld> {
  const world = await openInboxWorld(dialect, wrap ? { wrap } : {});
  onTestFinished(() => world.close());
  return world;
}

describe.each(dialects)('an acknowledged delivery on $name', (dialect) => {
  test('is answered only when its commit has returned', async () => {
    const gate = makeGate();
    let isCommitted = false;
    const world = await openWorld(dialect, (storage) => ({
      ...storage,
      write: async (work) => {
        const result = await storage.write(work);
        isCommitted = true;
        await gate.opened;
        return result;
      },
    }));
    let isAnswered = false;
    const answer = world.post(deliveryOf(messageOf('1', 'm_1'))).finally(() => (isAnswered = true));
    await expect.poll(() => isCommitted).toBe(true);
    await sleep(HELD_MS);
    expect(isAnswered).toBe(false);
    gate.open();
    expect((await answer).status).toBe(200);
  });

  test('is answered only when its transaction could begin', async () => {
    const world = await openWorld(dialect);
    const gate = makeGate();
    const order: string[] = [];
    const holding = world.ctx.storage.write(async (tx) => {
      if (dialect.name === 'postgres') await tx.db.run(sql`LOCK TABLE inbox_deliveries IN EXCLUSIVE MODE`);
      await gate.opened;
      order.push('the other transaction ended');
    });
    const answer = world.post(deliveryOf(messageOf('1', 'm_1'))).then(() => order.push('answered'));
    await sleep(HELD_MS);
    gate.open();
    await Promise.all([holding, answer]);
    expect(order).toEqual(['the other transaction ended', 'answered']);
  });

  test('is there for another connection at the moment of the answer', async () => {
    const world = await openWorld(dialect);
    for (let count = 1; count <= 20; count++) {
      expect((await world.post(deliveryOf(messageOf('1', `m_${count}`)))).status).toBe(200);
      expect(await world.ctx.storage.read((at) => at.db.$count(sql`inbox_deliveries`))).toBe(count);
    }
  });
});
