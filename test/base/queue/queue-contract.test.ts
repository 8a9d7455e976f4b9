import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Queue } from '../../../server/base/queue/queue.ts';
import { dialects } from '../../support/dialects.ts';
import { makeGate } from '../../support/gate.ts';
import { defineJob } from './define-job.ts';
import { GRACE_MS, openQueues, type Queues } from './open-queues.ts';
import { addEffect, listEffects } from './queue-tables.ts';

const soon = { timeout: 20_000, interval: 10 };

describe.each(dialects)('a queue on $name', (dialect) => {
  let queues: Queues;

  beforeAll(async () => {
    queues = await openQueues(dialect);
  });
  afterEach(() => queues.stopAll(GRACE_MS));
  afterAll(() => queues.close());

  const enqueue = (queue: Queue, name: string, label: string, options?: { key?: string; startAfter?: Date }) =>
    queues.storage.write((tx) => queue.enqueue(tx, defineJob(name), label, options));

  test('runs a job that was enqueued in a transaction that committed', async () => {
    const queue = await queues.make();
    const seen: unknown[] = [];
    queue.work(defineJob('commit'), async ({ data, key, attempt }) => void seen.push([data, key, attempt]));
    await queue.start();
    await enqueue(queue, 'commit', 'a', { key: 'k' });
    await vi.waitFor(() => expect(seen).toEqual([['a', 'k', 1]]), soon);
    await vi.waitFor(async () => expect(await queue.depth()).toEqual({ waiting: 0, dead: 0 }), soon);
  });

  test('knows nothing of a job whose transaction was rolled back', async () => {
    const queue = await queues.make();
    const failed = queues.storage.write(async (tx) => {
      await addEffect(tx, 'rolled back');
      await queue.enqueue(tx, defineJob('rollback'), 'a');
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    expect(await queue.depth()).toEqual({ waiting: 0, dead: 0 });
    expect(await listEffects(queues.storage)).not.toContain('rolled back');
  });

  test('runs the jobs of a key one after the other in their order', async () => {
    const queue = await queues.make();
    const seen = new Map<string, string[]>(['a', 'b', 'c', 'd'].map((key) => [key, []]));
    const labels = Array.from({ length: 50 }, (_, index) => String(index));
    queue.work(defineJob('order'), async ({ data, key }) => {
      await sleep(Math.random() * 4);
      seen.get(key ?? '')?.push(data);
    });
    await queue.start();
    for (const label of labels) for (const key of seen.keys()) await enqueue(queue, 'order', label, { key });
    await vi.waitFor(async () => expect((await queue.depth()).waiting).toBe(0), { timeout: 50_000, interval: 50 });
    expect([...seen.values()]).toEqual([labels, labels, labels, labels]);
  });

  test('keeps the order of jobs that were enqueued in one transaction', async () => {
    const queue = await queues.make();
    const seen: string[] = [];
    const labels = Array.from({ length: 30 }, (_, index) => String(index));
    queue.work(defineJob('batch'), async ({ data }) => void seen.push(data));
    await queue.start();
    await queues.storage.write(async (tx) => {
      for (const label of labels) await queue.enqueue(tx, defineJob('batch'), label, { key: 'k' });
    });
    await vi.waitFor(() => expect(seen).toEqual(labels), soon);
  });

  test('runs jobs of different keys, and those without key, at the same time', async () => {
    const queue = await queues.make();
    const gate = makeGate();
    const begun: string[] = [];
    const ended: string[] = [];
    queue.work(defineJob('parallel'), async ({ data }) => {
      begun.push(data);
      await gate.opened;
      ended.push(data);
    });
    await queue.start();
    for (const key of ['a', 'b']) await enqueue(queue, 'parallel', key, { key });
    for (const label of ['c', 'd']) await enqueue(queue, 'parallel', label);
    await vi.waitFor(() => expect(begun.toSorted()).toEqual(['a', 'b', 'c', 'd']), soon);
    expect(ended).toEqual([]);
    gate.open();
    await vi.waitFor(() => expect(ended).toHaveLength(4), soon);
  });

  test('runs no more jobs of a kind at the same time than its concurrency', async () => {
    const queue = await queues.make();
    let most = 0;
    let now = 0;
    let done = 0;
    const count = async (): Promise<void> => {
      most = Math.max(most, ++now);
      await sleep(5);
      now -= 1;
      done += 1;
    };
    queue.work(defineJob('limited'), count, { concurrency: 3 });
    for (let index = 0; index < 20; index++) await enqueue(queue, 'limited', String(index));
    await queue.start();
    await vi.waitFor(() => expect(done).toBe(20), soon);
    expect(most).toBe(3);
  });

  test('lets a long line behind one key hold up no other key', async () => {
    const queue = await queues.make({ concurrency: 2 });
    const seen: string[] = [];
    queue.work(defineJob('starve'), async ({ key }) => {
      await sleep(5);
      seen.push(key ?? '');
    });
    await queues.storage.write(async (tx) => {
      for (let index = 0; index < 200; index++) {
        await queue.enqueue(tx, defineJob('starve'), String(index), { key: 'long' });
      }
    });
    await enqueue(queue, 'starve', 'last', { key: 'short' });
    await queue.start();
    await vi.waitFor(() => expect(seen).toContain('short'), soon);
    expect(seen.indexOf('short')).toBeLessThan(20);
  });

  test('wakes a waiting worker at the commit, long before it would look by itself', async () => {
    const queue = await queues.make();
    let ran = 0;
    queue.work(defineJob('wake'), async () => void (ran = performance.now()));
    await queue.start();
    await sleep(200);
    await enqueue(queue, 'wake', 'a');
    const committed = performance.now();
    await vi.waitFor(() => expect(ran).toBeGreaterThan(0), soon);
    expect(ran - committed).toBeLessThan(2000);
  });

  test('runs a job not before its hour, and soon after', async () => {
    const queue = await queues.make();
    let ran = 0;
    queue.work(defineJob('later'), async () => void (ran = Date.now()));
    await queue.start();
    const due = Date.now() + 600;
    await enqueue(queue, 'later', 'a', { startAfter: new Date(due) });
    await vi.waitFor(() => expect(ran).toBeGreaterThan(0), soon);
    expect(ran).toBeGreaterThanOrEqual(due - 5);
    expect(ran).toBeLessThan(due + 2000);
  });

  test('gives a job that waits for its hour no place in the line until then', async () => {
    const queue = await queues.make();
    const seen: string[] = [];
    queue.work(defineJob('deferred'), async ({ data }) => void seen.push(data));
    await queue.start();
    await queues.storage.write(async (tx) => {
      const startAfter = new Date(Date.now() + 1000);
      await queue.enqueue(tx, defineJob('deferred'), 'late', { key: 'k', startAfter });
      await queue.enqueue(tx, defineJob('deferred'), 'early', { key: 'k' });
    });
    await vi.waitFor(() => expect(seen).toEqual(['early', 'late']), soon);
  });

  test('waits at a stop for what runs and leaves the rest for the next start', async () => {
    const queue = await queues.make({ concurrency: 1 });
    const gate = makeGate();
    const seen: string[] = [];
    const job = defineJob('stop');
    queue.work(job, async ({ data }) => {
      seen.push(`${data} began`);
      await gate.opened;
      seen.push(`${data} ended`);
    });
    await queue.start();
    for (const label of ['a', 'b']) await enqueue(queue, 'stop', label);
    await vi.waitFor(() => expect(seen).toEqual(['a began']), soon);
    const stopped = queue.stop(5000);
    gate.open();
    await stopped;
    expect(seen).toEqual(['a began', 'a ended']);
    const next = await queues.make();
    next.work(job, async ({ data }) => void seen.push(data));
    await next.start();
    await vi.waitFor(() => expect(seen).toEqual(['a began', 'a ended', 'b']), soon);
  });

  test('hands back at a stop what it has claimed and not begun', async () => {
    const queue = await queues.make({ concurrency: 2 });
    const job = defineJob('hand-back');
    const seen: number[] = [];
    const labels = Array.from({ length: 400 }, (_, index) => index);
    let stopped: Promise<void> | undefined;
    queue.work(job, async ({ data }) => {
      if (seen.push(Number(data)) === 150) stopped = queue.stop(5000);
    });
    await queues.storage.write(async (tx) => {
      for (const label of labels) await queue.enqueue(tx, job, String(label), { key: `k${label % 100}` });
    });
    await queue.start();
    await vi.waitFor(() => expect(stopped).toBeDefined(), soon);
    await stopped;
    const left = await queues.make();
    const before = seen.length;
    left.work(job, async ({ data }) => void seen.push(Number(data)));
    await left.start();
    await vi.waitFor(() => expect(seen).toHaveLength(400), soon);
    expect(before).toBeLessThan(400);
    expect(seen.toSorted((a, b) => a - b)).toEqual(labels);
    const ofOneKey = seen.filter((label) => label % 100 === 7);
    expect(ofOneKey).toEqual([7, 107, 207, 307]);
  });

  test('refuses a second handler for a kind, and one that comes after the start', async () => {
    const queue = await queues.make();
    const nothing = async (): Promise<void> => undefined;
    queue.work(defineJob('twice'), nothing);
    expect(() => queue.work(defineJob('twice'), nothing)).toThrow('two handlers');
    await queue.start();
    expect(() => queue.work(defineJob('late'), nothing)).toThrow('after start');
  });

  test('stops after the grace although a job still runs', async () => {
    const queue = await queues.make();
    const gate = makeGate();
    let begun = false;
    queue.work(defineJob('grace'), async () => {
      begun = true;
      await gate.opened;
    });
    await queue.start();
    await enqueue(queue, 'grace', 'a');
    await vi.waitFor(() => expect(begun).toBe(true), soon);
    const before = performance.now();
    await queue.stop(100);
    expect(performance.now() - before).toBeLessThan(2000);
    gate.open();
  });
});
