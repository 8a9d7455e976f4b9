import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { cutListeners } from '../../support/cut-listeners.ts';
import { dialects } from '../../support/dialects.ts';
import { makeGate } from '../../support/gate.ts';
import { defineJob } from './define-job.ts';
import { GRACE_MS, openQueues, type Queues } from './open-queues.ts';
import { addEffect, listEffects } from './queue-tables.ts';

const soon = { timeout: 20_000, interval: 10 };

describe.each(dialects.filter(({ name }) => name === 'postgres'))('several processes on $name', (dialect) => {
  let queues: Queues;

  beforeAll(async () => {
    queues = await openQueues(dialect);
  });
  afterEach(() => queues.stopAll(GRACE_MS));
  afterAll(() => queues.close());

  test('start at the same time on an empty database', async () => {
    const started = await Promise.all([queues.make(), queues.make(), queues.make()]);
    await Promise.all(started.map((queue) => queue.start()));
    expect(await Promise.all(started.map((queue) => queue.depth()))).toEqual(
      Array.from({ length: 3 }, () => ({ waiting: 0, dead: 0 })),
    );
  });

  test('share the work, each job once and each key in order', async () => {
    const job = defineJob('shared');
    const seen: { key: string | null; data: string; by: number }[] = [];
    const [producer, ...workers] = await Promise.all([queues.make(), queues.make(), queues.make()] as const);
    for (const [by, worker] of workers.entries()) {
      worker.work(job, async ({ key, data }) => {
        await sleep(Math.random() * 5);
        seen.push({ key, data, by });
      });
    }
    await Promise.all(workers.map((worker) => worker.start()));
    for (let index = 0; index < 100; index++) {
      await queues.storage.write((tx) => producer.enqueue(tx, job, String(index), { key: `k${index % 10}` }));
    }
    await vi.waitFor(() => expect(seen).toHaveLength(100), soon);
    for (let key = 0; key < 10; key++) {
      const order = seen.filter((job) => job.key === `k${key}`).map(({ data }) => Number(data));
      expect(order).toEqual(order.toSorted((a, b) => a - b));
    }
    expect(new Set(seen.map(({ by }) => by)).size).toBe(2);
  });

  test('wake each other at the commit', async () => {
    const job = defineJob('announced');
    const [producer, worker] = await Promise.all([queues.make(), queues.make()]);
    let ran = 0;
    worker.work(job, async () => void (ran = performance.now()));
    await worker.start();
    await queues.storage.write((tx) => producer.enqueue(tx, job, 'a'));
    const committed = performance.now();
    await vi.waitFor(() => expect(ran).toBeGreaterThan(0), soon);
    expect(ran - committed).toBeLessThan(2000);
  });

  test('tell each other of a job that waits for its hour', async () => {
    const job = defineJob('announced-later');
    const [producer, worker] = await Promise.all([queues.make(), queues.make()]);
    let ran = 0;
    worker.work(job, async () => void (ran = Date.now()));
    await worker.start();
    const due = Date.now() + 400;
    await queues.storage.write((tx) => producer.enqueue(tx, job, 'a', { startAfter: new Date(due) }));
    await vi.waitFor(() => expect(ran).toBeGreaterThanOrEqual(due - 5), soon);
    expect(ran).toBeLessThan(due + 2000);
  });

  test('hear each other again after a cut, and stop in peace when they are cut meanwhile', async () => {
    const uncaught: unknown[] = [];
    const onUncaught = (error: unknown): void => void uncaught.push(error);
    process.on('uncaughtException', onUncaught);
    onTestFinished(() => void process.off('uncaughtException', onUncaught));
    const client = new Client({ connectionString: queues.databaseUrl });
    await client.connect();
    const job = defineJob('cut');
    const [producer, worker] = await Promise.all([queues.make(), queues.make()]);
    let ran = 0;
    worker.work(job, async () => void ran++);
    await worker.start();
    expect(await cutListeners(client)).toBe(1);
    await queues.storage.write((tx) => producer.enqueue(tx, job, 'a'));
    await vi.waitFor(() => expect(ran).toBe(1), soon);
    for (let round = 0; round < 10; round++) {
      const queue = await queues.make();
      await queue.start();
      await Promise.all([queue.stop(0), cutListeners(client)]);
    }
    await client.end();
    expect(uncaught).toEqual([]);
  });

  test('put a job aside whose process vanished again and again', async () => {
    const job = defineJob('poison');
    const queue = await queues.make();
    let ran = false;
    queue.work(job, async () => void (ran = true));
    await queues.storage.write((tx) => queue.enqueue(tx, job, 'a'));
    await onBossJobs(queues.databaseUrl, "SET retry_count = 20 WHERE name = 'poison'");
    await queue.start();
    await vi.waitFor(async () => expect(await queue.listDead({ name: 'poison' })).toHaveLength(1), soon);
    const [dead] = await queue.listDead({ name: 'poison' });
    expect(dead?.error).toContain('vanished 20 times');
    expect(ran).toBe(false);
  });

  test('undo what a worker wrote whose job another one has taken over', async () => {
    const job = defineJob('taken', { transactional: true });
    const queue = await queues.make();
    const gate = makeGate();
    let begun: string | undefined;
    queue.work(job, ({ id }) =>
      queues.storage.write(async (tx) => {
        await addEffect(tx, 'taken over');
        begun = id;
        await gate.opened;
      }),
    );
    await queue.start();
    await queues.storage.write((tx) => queue.enqueue(tx, job, 'a'));
    await vi.waitFor(() => expect(begun).toBeDefined(), soon);
    // What the supervisor and another worker's claim do to the job of a worker that is believed dead.
    await onBossJobs(queues.databaseUrl, 'SET retry_count = retry_count + 1 WHERE id = $1', [begun]);
    gate.open();
    await queue.stop(5000);
    expect(await listEffects(queues.storage)).not.toContain('taken over');
    expect(await queue.listDead({ name: 'taken' })).toEqual([]);
  });
});

/** Changes pg-boss's own rows, as only another process of it would. */
async function onBossJobs(databaseUrl: string | undefined, change: string, values: unknown[] = []): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(`UPDATE pgboss.job ${change}`, values);
  await client.end();
}
