import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Queue } from '../../../server/base/queue/queue.ts';
import { askDatabase } from '../../crash/ask-database.ts';
import { dialects } from '../../support/dialects.ts';
import { type Gate, makeGate } from '../../support/gate.ts';
import { defineJob } from './define-job.ts';
import { openQueues, type Queues } from './open-queues.ts';

const soon = { timeout: 20_000, interval: 10 };
const job = defineJob('suspect', { transactional: true });
const LOOK_MS = 100;
const SEVERAL_LOOKS_MS = 400;
const labels = ['a', 'b', 'c', 'd'];

// On SQLite nothing is known of a process that vanished: what it had claimed is simply found again.
describe.each(dialects.filter(({ name }) => name === 'postgres'))(
  'jobs that were done together in a process that vanished, on $name',
  (dialect) => {
    let queues: Queues;
    let gate: Gate;
    let lists: string[][];
    let adding: Queue;

    beforeEach(async () => {
      queues = await openQueues(dialect);
      gate = makeGate();
      lists = [];
      adding = await queues.make();
      const jobs = labels.map((data) => ({ data, key: data }));
      await queues.storage.write((tx) => adding.enqueueAll(tx, job, jobs));
    });
    afterEach(async () => {
      gate.open();
      await queues.close();
    });

    /** Starts a process that does not get beyond some jobs. */
    async function start(hangsAt: readonly string[]): Promise<Queue> {
      const queue = await queues.make({ lookMs: LOOK_MS });
      const handle = async (jobs: readonly { readonly data: string }[]): Promise<void> => {
        lists.push(jobs.map(({ data }) => data));
        if (jobs.some(({ data }) => hangsAt.includes(data))) await gate.opened;
      };
      queue.workTogether(job, handle, { concurrency: 2, together: 8 });
      await queue.start();
      return queue;
    }

    /** Lets the process go as a kill does: its heart stops, and its claims lapse. */
    async function vanish(queue: Queue): Promise<void> {
      await queue.stop(0);
      const lapse = "UPDATE pgboss.job SET heartbeat_on = now() - interval '1 minute' WHERE state = 'active'";
      await queues.storage.write((tx) => askDatabase(tx, lapse));
    }

    async function startAndHang(): Promise<Queue> {
      const begun = lists.length;
      const queue = await start(labels);
      await untilBegun(begun + 1);
      return queue;
    }

    const untilBegun = (count: number) => vi.waitFor(() => expect(lists).toHaveLength(count), soon);

    test('run alone from then on, one at a time and each in its turn: a crash counts against the one that ran', async () => {
      await vanish(await startAndHang());
      expect(lists.splice(0).map((list) => list.toSorted())).toEqual([labels]);
      for (const _ of labels) {
        const queue = await startAndHang();
        await pause(SEVERAL_LOOKS_MS);
        await vanish(queue);
      }
      expect(lists.toSorted()).toEqual(labels.map((label) => [label]));
      expect(await adding.depth()).toEqual({ waiting: labels.length, dead: 0 });
    });

    test('hold up none that came after them, and none that another process can run', async () => {
      await vanish(await startAndHang());
      lists.length = 0;
      await queues.storage.write((tx) => adding.enqueue(tx, job, 'e', { key: 'e' }));
      await start(labels);
      await untilBegun(2);
      expect(lists).toEqual([['e'], [expect.stringMatching(/[a-d]/)]]);
      await start([]);
      await vi.waitFor(async () => expect((await adding.depth()).waiting).toBe(1), soon);
      expect(lists.map((list) => list.length)).toEqual([1, 1, 1, 1, 1]);
      gate.open();
      await vi.waitFor(async () => expect(await adding.depth()).toEqual({ waiting: 0, dead: 0 }), soon);
    });
  },
);
