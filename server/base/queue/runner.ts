import type { ClaimedJob } from './engine.ts';
import type { WorkTogetherOptions } from './queue.ts';
import { runJobs, type Work } from './run-job.ts';
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
 */
export function createRunner<T>(work: Work<T>, { concurrency, together }: WorkTogetherOptions): Runner {
  const { engine, log } = work;
  const { name } = work.definition;
  const running = new Map<string, ClaimedJob>();
  const claimed: ClaimedJob[] = [];
  const settling = new Set<Promise<void>>(); // one for each list of jobs that runs
  const places = concurrency * together;
  let ahead = 0;
  let settledMeanwhile = 0;

  /** A list that runs takes its whole place, however short it is: what is claimed beside it would only wait. */
  const taken = (): number => settling.size * together + claimed.length;
  const held = (): ClaimedJob[] => [...running.values(), ...claimed];
  const waker = createWaker({
    wants: () => taken() < places + ahead / 2,
    async look() {
      settledMeanwhile = 0;
      const { jobs, nextDueMs } = await engine.claim(name, places + ahead - taken(), held());
      ahead = Math.min(MAX_AHEAD, settledMeanwhile * AHEAD_FACTOR);
      claimed.push(...(together > 1 ? await leaveSuspects(work, jobs, held().some(isSuspect)) : jobs));
      fill();
      return nextDueMs;
    },
    onError: (error) => log.error({ err: error, job: name }, 'looking for jobs failed'),
  });
  const fill = (): void => {
    while (claimed.length > 0 && settling.size < concurrency && !waker.isStopped()) begin(takeList(claimed, together));
  };
  const begin = (jobs: readonly ClaimedJob[]): void => {
    for (const job of jobs) running.set(job.id, job);
    const settled = runJobs(work, jobs).then(() => {
      for (const job of jobs) running.delete(job.id);
      settling.delete(settled);
      settledMeanwhile += jobs.length;
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

/** Whether the process that ran it vanished: it may be why. */
function isSuspect({ crashes }: ClaimedJob): boolean {
  return crashes > 0;
}

/** Takes the jobs that run together next: a suspect runs alone. */
function takeList(claimed: ClaimedJob[], together: number): ClaimedJob[] {
  const suspect = claimed.slice(0, together).findIndex(isSuspect);
  return claimed.splice(0, suspect === -1 ? together : Math.max(1, suspect));
}

/**
 * Keeps one suspect at a time, the one that was there at the fewest crashes, and hands the others back: the next crash is
 * counted against none that did not run, so that after it the innocent come first.
 */
async function leaveSuspects<T>(
  work: Work<T>,
  jobs: readonly ClaimedJob[],
  isOneHeld: boolean,
): Promise<readonly ClaimedJob[]> {
  const [first, ...others] = jobs.filter(isSuspect).toSorted((a, b) => a.crashes - b.crashes);
  if (!first) return jobs;
  await release(work, isOneHeld ? [first, ...others] : others);
  const free = jobs.filter((job) => !isSuspect(job));
  return isOneHeld ? free : [...free, first];
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
