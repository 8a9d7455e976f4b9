import { eq } from 'drizzle-orm';
import { expect, onTestFinished, test, vi } from 'vitest';
import { queueTables } from '../../../server/base/queue/index.ts';
import { dialects } from '../../support/dialects.ts';
import { defineJob } from './define-job.ts';
import { openQueues } from './open-queues.ts';

test.each(dialects.filter(({ name }) => name === 'sqlite'))(
  'a line whose first job was removed by hand goes on at the next start on $name',
  async (dialect) => {
    const queues = await openQueues(dialect);
    onTestFinished(() => queues.close());
    const queue = await queues.make();
    const seen: string[] = [];
    queue.work(defineJob('orphan'), async ({ data }) => void seen.push(data));
    for (const label of ['a', 'b', 'c']) {
      await queues.storage.write((tx) => queue.enqueue(tx, defineJob('orphan'), label, { key: 'k' }));
    }
    const { jobs } = queueTables.sqlite;
    await queues.storage.write(async (tx) => void (await tx.db.delete(jobs).where(eq(jobs.seq, 1))));
    await queue.start();
    await vi.waitFor(() => expect(seen).toEqual(['b', 'c']), { timeout: 20_000, interval: 10 });
  },
);
