import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { type Clock, HOUR } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Storage } from '../storage/index.ts';
import { type ClaimedJob, ClaimLost, type Engine } from './engine.ts';
import type { JobDefinition, RunningJob } from './queue.ts';
import { insertDead } from './store.ts';

const UNSTORED_PAUSE_MS = 1000;
const MAX_CRASHES = 20;
const MAX_ERROR_LENGTH = 2000;

/** One kind of work and all it takes to run and settle its jobs. */
export interface Work<T> {
  readonly engine: Engine;
  readonly storage: Storage;
  readonly clock: Clock;
  readonly log: Log;
  readonly definition: JobDefinition<T>;
  readonly handler: (running: readonly RunningJob<T>[]) => Promise<void>;
}

/** Runs and settles jobs that were claimed together; whatever goes wrong is noted on the job, never thrown. */
export async function runJobs<T>(work: Work<T>, jobs: readonly ClaimedJob[]): Promise<void> {
  const [first] = jobs;
  if (first && jobs.length === 1) return await runJob(work, first);
  try {
    await attempt(work, jobs);
  } catch (error) {
    work.log.warn(
      { err: error, job: work.definition.name, count: jobs.length },
      'jobs failed together: each runs alone',
    );
    // One after the other: a storage in trouble is not helped by many transactions at once.
    for (const job of jobs) await runJob(work, job);
  }
}

async function runJob<T>(work: Work<T>, job: ClaimedJob): Promise<void> {
  const { definition, log } = work;
  const fields = { job: definition.name, jobId: job.id, attempt: job.failures + 1 };
  try {
    await attempt(work, [job]);
  } catch (error) {
    if (error instanceof ClaimLost) return log.warn(fields, 'a job was taken over by another worker');
    try {
      await noteFailure(work, job, error);
      log.warn({ ...fields, err: error }, 'a job failed');
    } catch (cause) {
      log.error({ ...fields, err: cause }, 'the failure of a job could not be stored: it will run again');
      await sleep(UNSTORED_PAUSE_MS);
    }
  }
}

async function attempt<T>(work: Work<T>, jobs: readonly ClaimedJob[]): Promise<void> {
  const { definition, engine, handler, storage } = work;
  const told = jobs.map((job) => readJob(definition, job));
  if (!definition.transactional) await handler(told);
  await storage.write(async (tx) => {
    if (definition.transactional) await handler(told);
    await engine.remove(tx, definition.name, jobs);
  });
}

function readJob<T>(definition: JobDefinition<T>, job: ClaimedJob): RunningJob<T> {
  if (job.crashes >= MAX_CRASHES) throw new Hopeless(`The process that ran it vanished ${job.crashes} times.`);
  const parsed = definition.data.safeParse(job.data);
  if (!parsed.success) throw new Hopeless(`Its data does not parse: ${z.prettifyError(parsed.error)}`);
  return { id: job.id, data: parsed.data, key: job.key, attempt: job.failures + 1 };
}

async function noteFailure<T>(work: Work<T>, job: ClaimedJob, error: unknown): Promise<void> {
  const { clock, definition, engine, storage } = work;
  const { name, attempts, backoffMs } = definition;
  const failures = job.failures + 1;
  await storage.write(async (tx) => {
    if (failures < attempts && !(error instanceof Hopeless)) {
      await engine.postpone(tx, name, job, Math.min(backoffMs * 2 ** (failures - 1), HOUR));
      return;
    }
    const { id, key, data } = job;
    await insertDead(tx, { id, name, key, data, attempts: failures, error: describe(error), failedAt: clock.now() });
    await engine.remove(tx, name, [job]);
  });
}

/** Another run would change nothing: the job is dead at once. */
class Hopeless extends Error {
  override readonly name = 'Hopeless';
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error).slice(0, MAX_ERROR_LENGTH);
  // Drizzle quotes the statement with its values, which may name a person.
  const isQuoting = error.name === 'DrizzleQueryError' || 'query' in error;
  return isQuoting ? 'The database refused a statement; the log says where.' : error.message.slice(0, MAX_ERROR_LENGTH);
}
