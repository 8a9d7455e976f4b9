import { systemClock } from '../../../server/base/clock.ts';
import { createLog } from '../../../server/base/log.ts';
import { createPostgresQueue } from '../../../server/base/queue/postgres-queue.ts';
import type { Queue } from '../../../server/base/queue/queue.ts';
import { createSqliteQueue } from '../../../server/base/queue/sqlite-queue.ts';
import type { Storage } from '../../../server/base/storage/index.ts';
import type { Dialect, OpenedStorage } from '../../support/dialects.ts';
import { makeTempDir } from '../../support/temp-dir.ts';
import { writeMigrations } from '../../support/write-migrations.ts';
import { writeQueueMigration } from './queue-tables.ts';

/** In which the jobs of a test end; one that was cut off would wait in the next test's queue. */
export const GRACE_MS = 20_000;

/** Longer than any test: what runs earlier was woken. */
const NEVER_MS = 600_000;
const log = createLog('silent');

/** A storage with the queue's tables, and queues on it. */
export interface Queues extends OpenedStorage {
  readonly migrations: string;
  /** Makes a queue, as one process would; it is stopped with the others. */
  make(settings?: { storage?: Storage; concurrency?: number; lookMs?: number }): Promise<Queue>;
  /** Stops every queue that was made; what still runs has this long to end and be settled, none by default. */
  stopAll(graceMs?: number): Promise<void>;
}

/** Opens an empty storage of the dialect for the tests of a queue. */
export async function openQueues(dialect: Dialect): Promise<Queues> {
  const folder = await makeTempDir('migrations');
  const migrations = await writeMigrations(folder.path, [await writeQueueMigration()]);
  const opened = await dialect.open({ migrations });
  const made = new Set<Queue>();
  const stopAll = async (graceMs = 0): Promise<void> => {
    await Promise.all([...made].map((queue) => queue.stop(graceMs)));
    made.clear();
  };
  return {
    ...opened,
    migrations,
    async make({ storage = opened.storage, concurrency = 8, lookMs = NEVER_MS } = {}) {
      const parts = { storage, clock: systemClock, log, concurrency };
      const queue = opened.databaseUrl
        ? await createPostgresQueue({ ...parts, url: opened.databaseUrl, lookMs })
        : createSqliteQueue(parts);
      made.add(queue);
      return queue;
    },
    stopAll,
    async close() {
      await stopAll();
      await opened.close();
      await folder.remove();
    },
  };
}
