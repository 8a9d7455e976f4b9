import type { ClaimedJob } from './engine.ts';
import { runJob, type Work } from './run-job.ts';
import { createWaker } from './waker.ts';

const MAX_AHEAD = 256;
const AHEAD_FACTOR = 4;

/** Runs the jobs of one kind in this process. */
export interface Runner {
  /** Looks for work now; cheap when it is already looking. */
  wake(): void;
  /** The jobs that run at the moment, and those that are claimed and about to. */
  held(): readonly ClaimedJob[];
  /** Begins no further job; resolves when the last one is settled. */
  stop(): Promise<void>;
}

/**
 * Makes a runner: it claims jobs for its free places whenever it is woken, and sleeps otherwise. Where jobs end faster than
 * claims are made (a long backlog on Postgres) it claims ahead; of slow jobs it takes none that another process could run.
 * @param concurrency how many jobs run at the same time
 */
export function createRunner<T>(work: Work<T>, concurrency: number): Runner {
  const { engine, log } = work;
  const { name } = work.definition;
  const running = new Map<string, ClaimedJob>();
  const claimed: ClaimedJob[] = [];
  const settling = new Set<Promise<void>>();
  let ahead = 0;
  let settledMeanwhile = 0;

  const held = (): ClaimedJob[] => [...running.values(), ...claimed];
  const waker = createWaker({
    wants: () => running.size + claimed.length < concurrency + ahead / 2,
    async look() {
      settledMeanwhile = 0;
      const busy = held();
      const { jobs, nextDueMs } = await engine.claim(name, concurrency + ahead - busy.length, busy);
      ahead = Math.min(MAX_AHEAD, settledMeanwhile * AHEAD_FACTOR);
      claimed.push(...jobs);
      fill();
      return nextDueMs;
    },
    onError: (error) => log.error({ err: error, job: name }, 'looking for jobs failed'),
  });
  const fill = (): void => {
    if (!waker.isStopped()) claimed.splice(0, concurrency - running.size).forEach(begin);
  };
  const begin = (job: ClaimedJob): void => {
    running.set(job.id, job);
    const settled = runJob(work, job).then(() => {
      running.delete(job.id);
      settling.delete(settled);
      settledMeanwhile += 1;
      fill();
      waker.wake();
    });
    settling.add(settled);
  };
  return {
    wake: waker.wake,
    held,
    async stop() {
      await waker.stop();
      await release(work, claimed.splice(0));
      await Promise.all(settling);
    },
  };
}

/** Hands back what was claimed and not begun; where that fails, the claims lapse by themselves. */
async function release<T>({ definition, engine, log, storage }: Work<T>, jobs: readonly ClaimedJob[]): Promise<void> {
  for (const job of jobs) {
    try {
      await storage.write((tx) => engine.release(tx, definition.name, job));
    } catch (error) {
      log.warn({ err: error, job: definition.name, jobId: job.id }, 'a job could not be handed back');
    }
  }
}
