/** The door of the queue: stored work, whatever the database. */
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Storage } from '../storage/index.ts';
import { createPostgresQueue } from './postgres-queue.ts';
import type { Queue } from './queue.ts';
import { createSqliteQueue } from './sqlite-queue.ts';

export type {
  DeadJob,
  EnqueueOptions,
  JobDefinition,
  KeyedData,
  Queue,
  RunningJob,
  WorkOptions,
  WorkTogetherOptions,
} from './queue.ts';
export { queueTables } from './tables.ts';

/** What a queue needs: the storage its jobs commit with, and on Postgres the address of that same database. */
export interface QueueOptions {
  readonly storage: Storage;
  readonly databaseUrl?: string | undefined;
  readonly clock: Clock;
  readonly log: Log;
}

/** Opens the queue that goes with the database. Enqueueing works at once, running jobs after `start`. */
export async function createQueue({ databaseUrl, ...parts }: QueueOptions): Promise<Queue> {
  return databaseUrl ? await createPostgresQueue({ ...parts, url: databaseUrl }) : createSqliteQueue(parts);
}
