import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { dialects } from '../../support/dialects.ts';
import { defineJob } from './define-job.ts';
import { GRACE_MS, openQueues, type Queues } from './open-queues.ts';
import { addEffect, listEffects } from './queue-tables.ts';

const soon = { timeout: 20_000, interval: 10 };

describe.each(dialects)('a job that fails on $name', (dialect) => {
  let queues: Queues;

  beforeAll(async () => {
    queues = await openQueues(dialect);
  });
  afterEach(() => queues.stopAll(GRACE_MS));
  afterAll(() => queues.close());

  test('holds the later ones of its key while it waits to be tried again, and no other key', async () => {
    const queue = await queues.make();
    const job = defineJob('hold', { backoffMs: 2000 });
    const seen: string[] = [];
    queue.work(job, async ({ data, attempt }) => {
      seen.push(data);
      if (data === 'a1' && attempt === 1) throw new Error('not yet');
    });
    await queue.start();
    for (const label of ['a1', 'a2', 'a3']) {
      await queues.storage.write((tx) => queue.enqueue(tx, job, label, { key: 'a' }));
    }
    await vi.waitFor(() => expect(seen).toEqual(['a1']), soon);
    await queues.storage.write((tx) => queue.enqueue(tx, job, 'b1', { key: 'b' }));
    await vi.waitFor(() => expect(seen).toEqual(['a1', 'b1', 'a1', 'a2', 'a3']), soon);
  });

  test('holds even those of its key whose hour comes while it waits', async () => {
    const queue = await queues.make();
    const job = defineJob('hold-due', { backoffMs: 2000 });
    const seen: string[] = [];
    queue.work(job, async ({ data, attempt }) => {
      seen.push(`${data} ${attempt}`);
      if (attempt === 1 && data === 'first') throw new Error('not yet');
    });
    await queue.start();
    await queues.storage.write(async (tx) => {
      await queue.enqueue(tx, job, 'due', { key: 'k', startAfter: new Date(Date.now() + 1500) });
      await queue.enqueue(tx, job, 'first', { key: 'k' });
    });
    await vi.waitFor(() => expect(seen).toEqual(['first 1', 'first 2', 'due 1']), soon);
  });

  test('waits twice as long before each further attempt', async () => {
    const queue = await queues.make();
    const job = defineJob('backoff', { attempts: 4, backoffMs: 150 });
    const times: number[] = [];
    queue.work(job, async () => {
      times.push(performance.now());
      throw new Error('always');
    });
    await queue.start();
    await queues.storage.write((tx) => queue.enqueue(tx, job, 'a'));
    await vi.waitFor(() => expect(times).toHaveLength(4), soon);
    const waits = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    for (const [index, atLeast] of [150, 300, 600].entries()) {
      expect(waits[index]).toBeGreaterThanOrEqual(atLeast - 5);
      expect(waits[index]).toBeLessThan(atLeast + 1500);
    }
  });

  test('is dead after its attempts, with the error, and its key goes on', async () => {
    const queue = await queues.make();
    const job = defineJob('dead', { attempts: 2, backoffMs: 20 });
    const seen: string[] = [];
    queue.work(job, async ({ data, attempt }) => {
      seen.push(`${data} ${attempt}`);
      if (data === 'bad') throw new Error('the wheel broke');
    });
    await queue.start();
    for (const label of ['bad', 'good'])
      await queues.storage.write((tx) => queue.enqueue(tx, job, label, { key: 'k' }));
    await vi.waitFor(() => expect(seen).toEqual(['bad 1', 'bad 2', 'good 1']), soon);
    const [dead] = await queue.listDead({ name: 'dead' });
    expect(dead).toMatchObject({ name: 'dead', key: 'k', data: 'bad', attempts: 2, error: 'the wheel broke' });
    await vi.waitFor(async () => expect((await queue.depth()).waiting).toBe(0), soon);
  });

  test('runs again from its first attempt when it is redriven', async () => {
    const queue = await queues.make();
    const job = defineJob('redrive', { attempts: 1 });
    const seen: string[] = [];
    let broken = true;
    queue.work(job, async ({ data, attempt }) => {
      if (broken) throw new Error('out of order');
      seen.push(`${data} ${attempt}`);
    });
    await queue.start();
    for (const label of ['a', 'b', 'c'])
      await queues.storage.write((tx) => queue.enqueue(tx, job, label, { key: 'k' }));
    await vi.waitFor(async () => expect(await queue.listDead({ name: 'redrive' })).toHaveLength(3), soon);
    broken = false;
    const [newest] = await queue.listDead({ name: 'redrive', limit: 1 });
    expect(await queue.redrive('redrive', [newest?.id ?? ''])).toBe(1);
    await vi.waitFor(() => expect(seen).toEqual(['c 1']), soon);
    expect(await queue.redrive('redrive')).toBe(2);
    await vi.waitFor(() => expect(seen).toEqual(['c 1', 'a 1', 'b 1']), soon);
    expect(await queue.listDead({ name: 'redrive' })).toEqual([]);
  });

  test('leaves nothing of what it wrote when it is transactional', async () => {
    const queue = await queues.make();
    const job = defineJob('undo', { transactional: true, backoffMs: 20 });
    queue.work(job, ({ data, attempt }) =>
      queues.storage.write(async (tx) => {
        await addEffect(tx, `${data} ${attempt}`);
        if (attempt < 3) throw new Error('after the write');
      }),
    );
    await queue.start();
    await queues.storage.write((tx) => queue.enqueue(tx, job, 'undo'));
    await vi.waitFor(async () => expect((await queue.depth()).waiting).toBe(0), soon);
    expect((await listEffects(queues.storage)).filter((label) => label.startsWith('undo'))).toEqual(['undo 3']);
  });

  test('ends nothing but itself, whatever it throws and however', async () => {
    const queue = await queues.make();
    const job = defineJob('throws', { attempts: 1 });
    let good = 0;
    queue.work(job, ({ data }) => {
      if (data === 'at once') throw new Error('before any promise');
      if (data === 'no error') return Promise.reject(new Error('rejected', { cause: { circular: queue } }));
      good += 1;
      return Promise.resolve();
    });
    await queue.start();
    for (const label of ['at once', 'no error', 'good']) {
      await queues.storage.write((tx) => queue.enqueue(tx, job, label));
    }
    await vi.waitFor(() => expect(good).toBe(1), soon);
    await vi.waitFor(async () => expect(await queue.listDead({ name: 'throws' })).toHaveLength(2), soon);
  });

  test('is refused when its data does not fit as it is enqueued', async () => {
    const queue = await queues.make();
    const job = { ...defineJob('refused'), data: z.string().max(3) };
    const refused = queues.storage.write((tx) => queue.enqueue(tx, job, 'too long'));
    await expect(refused).rejects.toThrow();
    expect((await queue.depth()).waiting).toBe(0);
  });

  test('is dead with the reason, and never run, when its stored data does not fit any more', async () => {
    const queue = await queues.make();
    const seen: string[] = [];
    queue.work({ ...defineJob('changed'), data: z.string().max(3) }, async ({ data }) => void seen.push(data));
    await queue.start();
    for (const label of ['too long', 'fit']) {
      await queues.storage.write((tx) => queue.enqueue(tx, defineJob('changed'), label, { key: 'k' }));
    }
    await vi.waitFor(() => expect(seen).toEqual(['fit']), soon);
    const [dead] = await queue.listDead({ name: 'changed' });
    expect(dead).toMatchObject({ data: 'too long', attempts: 1, error: expect.stringContaining('does not parse') });
  });
});
