import { z } from 'zod';
import { type Clock, HOUR } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Storage } from '../storage/index.ts';
import { type ClaimedJob, ClaimLost, type Engine } from './engine.ts';
import type { JobDefinition, RunningJob } from './queue.ts';
import { insertDead } from './store.ts';

const LOOK_AGAIN_MS = 1000;
const MAX_CRASHES = 20;
const MAX_ERROR_LENGTH = 2000;

/** Runs the jobs of one kind in this process. */
export interface Runner {
  /** Looks for work now; cheap when it is already looking. */
  wake(): void;
  /** The jobs that run at the moment. */
  running(): readonly ClaimedJob[];
  /** Takes no further job; resolves when the last one is settled. */
  stop(): Promise<void>;
}

/** What a runner works with. */
export interface RunnerParts<T> {
  readonly engine: Engine;
  readonly storage: Storage;
  readonly clock: Clock;
  readonly log: Log;
  readonly definition: JobDefinition<T>;
  readonly handler: (running: RunningJob<T>) => Promise<void>;
  /** How many jobs of this kind run at the same time in this process. */
  readonly concurrency: number;
}

/** Makes a runner: it claims as many jobs as it has free places, whenever it is woken, and sleeps otherwise. */
export function createRunner<T>(parts: RunnerParts<T>): Runner {
  const { engine, log, concurrency } = parts;
  const { name } = parts.definition;
  const running = new Map<string, ClaimedJob>();
  const settling = new Set<Promise<void>>();
  let looking: Promise<void> | undefined;
  let again = false;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  const wake = (): void => {
    again = true;
    if (stopped || looking) return;
    looking = look().finally(() => {
      looking = undefined;
      if (again && !stopped && running.size < concurrency) wake();
    });
  };
  const wakeIn = (ms: number | null): void => {
    clearTimeout(timer);
    if (ms !== null && !stopped) timer = setTimeout(wake, Math.min(Math.max(0, Math.ceil(ms)), HOUR));
  };
  const look = async (): Promise<void> => {
    try {
      while (again && !stopped && running.size < concurrency) {
        again = false;
        const { jobs, nextDueMs } = await engine.claim(name, concurrency - running.size, [...running.values()]);
        jobs.forEach(begin);
        wakeIn(nextDueMs);
      }
    } catch (error) {
      log.error({ err: error, job: name }, 'looking for jobs failed');
      wakeIn(LOOK_AGAIN_MS);
    }
  };
  const begin = (job: ClaimedJob): void => {
    running.set(job.id, job);
    const settled = runJob(parts, job).finally(() => {
      running.delete(job.id);
      settling.delete(settled);
      wake();
    });
    settling.add(settled);
  };
  return {
    wake,
    running: () => [...running.values()],
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await looking;
      await Promise.all(settling);
    },
  };
}

/** Runs and settles one job; whatever goes wrong is noted on the job, never thrown. */
async function runJob<T>(parts: RunnerParts<T>, job: ClaimedJob): Promise<void> {
  const { definition, log } = parts;
  const fields = { job: definition.name, jobId: job.id, attempt: job.failures + 1 };
  try {
    await attempt(parts, job);
  } catch (error) {
    if (error instanceof ClaimLost) return log.warn(fields, 'a job was taken over by another worker');
    try {
      await noteFailure(parts, job, error);
      log.warn({ ...fields, err: error }, 'a job failed');
    } catch (cause) {
      log.error({ ...fields, err: cause }, 'the failure of a job could not be stored: it will run again');
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    }
  }
}

async function attempt<T>(parts: RunnerParts<T>, job: ClaimedJob): Promise<void> {
  const { definition, engine, handler, storage } = parts;
  if (job.crashes >= MAX_CRASHES) throw new Hopeless(`The process that ran it vanished ${job.crashes} times.`);
  const parsed = definition.data.safeParse(job.data);
  if (!parsed.success) throw new Hopeless(`Its data does not parse: ${z.prettifyError(parsed.error)}`);
  const told = { id: job.id, data: parsed.data, key: job.key, attempt: job.failures + 1 };
  if (!definition.transactional) await handler(told);
  await storage.write(async (tx) => {
    if (definition.transactional) await handler(told);
    await engine.remove(tx, definition.name, job);
  });
}

async function noteFailure<T>(parts: RunnerParts<T>, job: ClaimedJob, error: unknown): Promise<void> {
  const { clock, definition, engine, storage } = parts;
  const { name, attempts, backoffMs } = definition;
  const failures = job.failures + 1;
  await storage.write(async (tx) => {
    if (failures < attempts && !(error instanceof Hopeless)) {
      await engine.postpone(tx, name, job, Math.min(backoffMs * 2 ** (failures - 1), HOUR));
      return;
    }
    const { id, key, data } = job;
    await insertDead(tx, { id, name, key, data, attempts: failures, error: describe(error), failedAt: clock.now() });
    await engine.remove(tx, name, job);
  });
}

/** Another run would change nothing: the job is dead at once. */
class Hopeless extends Error {
  override readonly name = 'Hopeless';
}

function describe(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, MAX_ERROR_LENGTH);
}
