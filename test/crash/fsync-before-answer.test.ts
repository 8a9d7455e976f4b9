import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Storage, Tx } from '../../server/base/storage/index.ts';
import { deliveryOf, type InboxWorld, messageOf, openInboxWorld } from '../inbox/open-inbox-world.ts';
import { type Dialect, dialects, postgresAt } from '../support/dialects.ts';
import { makeGate } from '../support/gate.ts';
import { startPostgresServer } from '../support/postgres-server.ts';
import { askDatabase } from './ask-database.ts';

const HELD_MS = 200;

/** What has to hold on the connection that stores, for a commit to be a flush to the disk. */
const DURABLE = {
  sqlite: [
    ['PRAGMA journal_mode', ['wal']],
    ['PRAGMA synchronous', [2]], // FULL: the log is flushed at each commit
    ["SELECT compile_options FROM pragma_compile_options WHERE compile_options LIKE '%NO_SYNC%'", []],
  ],
  postgres: [
    ['SHOW synchronous_commit', ['on']],
    ['SHOW fsync', ['on']],
    ['SHOW full_page_writes', ['on']],
  ],
} as const;

/** The dialect on a server that flushes: the run's own does not. */
async function flushing(dialect: Dialect): Promise<Dialect> {
  if (dialect.name === 'sqlite') return dialect;
  const server = await startPostgresServer();
  onTestFinished(() => server.stop());
  return postgresAt(server.url);
}

async function openWorld(dialect: Dialect, wrap?: (storage: Storage) => Storage): Promise<InboxWorld> {
  const world = await openInboxWorld(dialect, wrap ? { wrap } : {});
  onTestFinished(() => world.close());
  return world;
}

async function postOne(world: InboxWorld, mid = 'm_1'): Promise<number> {
  return (await world.post(deliveryOf(messageOf('1', mid)))).status;
}

describe.each(dialects)('an acknowledged delivery on $name', (dialect) => {
  test('is stored by a connection whose commits are flushed to the disk', async () => {
    const found: unknown[][] = [];
    const settings = async (tx: Tx): Promise<void> => {
      for (const [question] of DURABLE[dialect.name]) found.push(await askDatabase(tx, question));
    };
    const world = await openWorld(await flushing(dialect), (storage) => ({
      ...storage,
      write: async (work) =>
        await storage.write(async (tx) => {
          await settings(tx);
          return await work(tx);
        }),
    }));
    expect(await postOne(world)).toBe(200);
    expect(found).toEqual(DURABLE[dialect.name].map(([, expected]) => expected));
  });

  test('is answered only when its commit has returned', async () => {
    const [committed, gate] = [makeGate(), makeGate()];
    const world = await openWorld(dialect, (storage) => ({
      ...storage,
      write: async (work) => {
        const result = await storage.write(work);
        committed.open();
        await gate.opened;
        return result;
      },
    }));
    let isAnswered = false;
    const answer = postOne(world).finally(() => (isAnswered = true));
    await committed.opened;
    await sleep(HELD_MS);
    expect(isAnswered).toBe(false);
    gate.open();
    expect(await answer).toBe(200);
  });

  test('is not answered while its transaction has to wait', async () => {
    const world = await openWorld(dialect);
    const [held, gate] = [makeGate(), makeGate()];
    const order: string[] = [];
    const holding = world.ctx.storage.write(async (tx) => {
      if (dialect.name === 'postgres') await askDatabase(tx, 'LOCK TABLE inbox_deliveries IN EXCLUSIVE MODE');
      held.open();
      await gate.opened;
      order.push('the other transaction ends');
    });
    await held.opened;
    const answer = postOne(world).then((status) => order.push(`answered ${status}`));
    await sleep(HELD_MS);
    gate.open();
    await Promise.all([holding, answer]);
    expect(order).toEqual(['the other transaction ends', 'answered 200']);
  });

  test('is there for another connection at the moment of the answer', async () => {
    const world = await openWorld(dialect);
    for (let count = 1; count <= 20; count++) {
      expect(await postOne(world, `m_${count}`)).toBe(200);
      const [stored] = await world.ctx.storage.read((at) => askDatabase(at, 'SELECT count(*) FROM inbox_deliveries'));
      expect(Number(stored)).toBe(count);
    }
  });
});
