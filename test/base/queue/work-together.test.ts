import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Queue } from '../../../server/base/queue/queue.ts';
import { dialects } from '../../support/dialects.ts';
import { makeGate } from '../../support/gate.ts';
import { defineJob } from './define-job.ts';
import { GRACE_MS, openQueues, type Queues } from './open-queues.ts';
import { addEffect, listEffects } from './queue-tables.ts';

const soon = { timeout: 20_000, interval: 10 };

describe.each(dialects)('jobs that are done together on $name', (dialect) => {
  let queues: Queues;

  beforeAll(async () => {
    queues = await openQueues(dialect);
  });
  afterEach(() => queues.stopAll(GRACE_MS));
  afterAll(() => queues?.close());

  const define = (name: string) => defineJob(name, { transactional: true });
  const enqueue = (queue: Queue, name: string, labels: readonly string[]) =>
    queues.storage.write((tx) =>
      queue.enqueueAll(
        tx,
        define(name),
        labels.map((data) => ({ data, key: data.charAt(0) })),
      ),
    );
  const untilIdle = (queue: Queue) => vi.waitFor(async () => expect((await queue.depth()).waiting).toBe(0), soon);

  test('come as one list when they are of different keys, and no longer than asked for', async () => {
    const queue = await queues.make();
    const lists: string[][] = [];
    const work = { concurrency: 1, together: 3 };
    await enqueue(queue, 'list', ['a', 'b', 'c', 'd', 'e']);
    queue.workTogether(define('list'), async (jobs) => void lists.push(jobs.map(({ data }) => data).toSorted()), work);
    await queue.start();
    await untilIdle(queue);
    expect(lists.map((list) => list.length)).toEqual([3, 2]);
    expect(lists.flat().toSorted()).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  test('keep the order of each key, one to a list', async () => {
    const queue = await queues.make();
    const seen: string[] = [];
    const lengths: number[] = [];
    await enqueue(queue, 'order', ['a1', 'a2', 'b1', 'a3', 'b2']);
    queue.workTogether(
      define('order'),
      async (jobs) => {
        lengths.push(new Set(jobs.map(({ key }) => key)).size - jobs.length);
        seen.push(...jobs.map(({ data }) => data));
      },
      { concurrency: 2, together: 8 },
    );
    await queue.start();
    await untilIdle(queue);
    expect(seen.filter((label) => label.startsWith('a'))).toEqual(['a1', 'a2', 'a3']);
    expect(seen.filter((label) => label.startsWith('b'))).toEqual(['b1', 'b2']);
    expect(lengths.every((spare) => spare === 0)).toBe(true);
  });

  test('run each alone where they fail together: only the one that fails is tried again and dies', async () => {
    const queue = await queues.make();
    const tried: string[] = [];
    await enqueue(queue, 'fail', ['a', 'x', 'b']);
    queue.workTogether(
      define('fail'),
      async (jobs) => {
        await queues.storage.write(async (tx) => {
          for (const { data } of jobs) await addEffect(tx, `fail ${data}`);
        });
        if (jobs.length === 1) tried.push(...jobs.map(({ data }) => data));
        if (jobs.some(({ data }) => data === 'x')) throw new Error('x never works');
      },
      { concurrency: 1, together: 8 },
    );
    await queue.start();
    await vi.waitFor(async () => expect(await queue.depth()).toMatchObject({ waiting: 0, dead: 1 }), soon);
    const [dead] = await queue.listDead({ name: 'fail' });
    expect([dead?.data, dead?.error, dead?.attempts]).toEqual(['x', 'x never works', 3]);
    expect(tried.toSorted()).toEqual(['a', 'b', 'x', 'x', 'x']);
    const effects = (await listEffects(queues.storage)).filter((effect) => effect.startsWith('fail'));
    expect(effects.toSorted()).toEqual(['fail a', 'fail b']);
  });

  test('run one after the other where they fail together', async () => {
    const queue = await queues.make();
    let [running, most] = [0, 0];
    const alone: string[] = [];
    await enqueue(queue, 'in-turn', ['a', 'b', 'c', 'd']);
    queue.workTogether(
      define('in-turn'),
      async ([first, ...others]) => {
        if (others.length > 0) throw new Error('not together');
        most = Math.max(most, ++running);
        await pause(30);
        running--;
        alone.push(first?.data ?? '');
      },
      { concurrency: 1, together: 8 },
    );
    await queue.start();
    await untilIdle(queue);
    expect(alone.toSorted()).toEqual(['a', 'b', 'c', 'd']);
    expect(most).toBe(1);
  });
});

describe.each(dialects.filter(({ name }) => name === 'postgres'))(
  'lists of jobs in several processes on $name',
  (dialect) => {
    let queues: Queues;

    beforeAll(async () => {
      queues = await openQueues(dialect);
    });
    afterEach(() => queues.stopAll(GRACE_MS));
    afterAll(() => queues?.close());

    test('a process leaves to others what it has no place for yet, however short the list that runs', async () => {
      const [busy, other] = [await queues.make(), await queues.make()];
      const gate = makeGate();
      const seen: string[] = [];
      const job = defineJob('place', { transactional: true });
      const add = (data: string) => queues.storage.write((tx) => busy.enqueue(tx, job, data, { key: data }));
      const places = { concurrency: 1, together: 4 };
      const handle = (process: string) => async (jobs: readonly { readonly data: string }[]) => {
        seen.push(...jobs.map(({ data }) => `${process} ${data}`));
        if (process === 'busy') await gate.opened;
      };
      busy.workTogether(job, handle('busy'), places);
      other.workTogether(job, handle('other'), places);
      await busy.start();
      await add('a');
      await vi.waitFor(() => expect(seen).toEqual(['busy a']), soon);
      await other.start();
      await add('b');
      await vi.waitFor(() => expect(seen).toEqual(['busy a', 'other b']), soon);
      gate.open();
      await vi.waitFor(async () => expect((await busy.depth()).waiting).toBe(0), soon);
    });
  },
);
