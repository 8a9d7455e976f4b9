import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Storage } from '../storage/index.ts';
import { createEngineQueue } from './engine-queue.ts';
import { openBoss } from './open-boss.ts';
import { createPostgresEngine } from './postgres-engine.ts';
import type { Queue } from './queue.ts';

const CONCURRENCY = 8;
const LOOK_MS = 1000;

/** What a Postgres queue works with. */
export interface PostgresQueueParts {
  readonly storage: Storage;
  readonly url: string;
  readonly clock: Clock;
  readonly log: Log;
  /** How many jobs of one kind run at the same time in this process, where `work` does not say it. */
  readonly concurrency?: number;
  /** How often workers look by themselves, for what no announcement told: jobs of processes that died. */
  readonly lookMs?: number;
}

/** A queue on pg-boss, in the schema `pgboss` of the same database: any number of processes share the work. */
export async function createPostgresQueue(parts: PostgresQueueParts): Promise<Queue> {
  const { lookMs = LOOK_MS, concurrency = CONCURRENCY, clock, log, url } = parts;
  const boss = await openBoss(url, log);
  return createEngineQueue(createPostgresEngine({ boss, url, clock, log, lookMs }), { ...parts, concurrency });
}
