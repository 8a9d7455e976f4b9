import type { Job, PgBoss } from 'pg-boss';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Storage, Tx } from '../storage/index.ts';
import { type Announcements, createAnnouncements } from './announcements.ts';
import { type ClaimedJob, ClaimLost, type Engine, type EngineListener } from './engine.ts';
import { createEngineQueue } from './engine-queue.ts';
import { createJobIds } from './job-id.ts';
import { countBossJobs, ensureBossQueue, findNextBossStart, listRetried, openBoss } from './open-boss.ts';
import type { Queue } from './queue.ts';
import { bossDatabase } from './store.ts';

const CONCURRENCY = 8;
const LOOK_MS = 1000;
const LOOKS_PER_FULL_LOOK = 5;
const TOUCH_MS = 3000;

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
  const boss = await openBoss(parts.url, parts.log);
  const engine = createPostgresEngine(boss, createAnnouncements(boss, parts.log), parts);
  return createEngineQueue(engine, { ...parts, concurrency: parts.concurrency ?? CONCURRENCY });
}

/** What stands in a pg-boss job: `failures` leaves out the runs that ended with their process. */
interface Envelope {
  readonly data: unknown;
  readonly key: string | null;
  readonly failures: number;
}

function createPostgresEngine(boss: PgBoss, announcements: Announcements, parts: PostgresQueueParts): Engine {
  const newId = createJobIds(() => parts.clock.now().getTime());
  const known = new Map<string, Promise<void>>();
  let listener: EngineListener | undefined;
  let timers: NodeJS.Timeout[] = [];

  const ensure = (name: string): Promise<void> => {
    const ensured = known.get(name) ?? ensureBossQueue(boss, name);
    known.set(name, ensured);
    ensured.catch(() => known.delete(name));
    return ensured;
  };
  return {
    async add(tx, name, { data, key, startAfter }) {
      await ensure(name);
      const id = newId();
      const singletonKey = key === null ? `alone:${id}` : `key:${key}`;
      const job = { id, data: { data, key, failures: 0 }, singletonKey, ...(startAfter ? { startAfter } : {}) };
      await boss.insert(name, [job], { db: bossDatabase(tx) });
      tx.afterCommit(() => {
        listener?.wake(name);
        announcements.say(name);
      });
    },
    async claim(name, limit) {
      const jobs = await boss.fetch<Envelope>(name, { batchSize: limit });
      const nextDueMs = jobs.length < limit ? await findNextBossStart(boss, name) : null;
      return { jobs: jobs.map(toClaim), nextDueMs };
    },
    remove: (tx, name, job) => settleJob(job, () => boss.deleteJob(name, attemptOf(job), { db: bossDatabase(tx) })),
    postpone: (tx, name, job, delayMs) => postpone(boss, tx, name, job, delayMs),
    waiting: () => countBossJobs(boss),
    async start(names, heard) {
      await Promise.all(names.map(ensure));
      listener = heard;
      await announcements.hear((name) => heard.wake(name));
      const lookMs = parts.lookMs ?? LOOK_MS;
      timers = [
        setInterval(() => void lookForRetried(boss, names, heard, parts.log), lookMs),
        setInterval(() => heard.wake(), lookMs * LOOKS_PER_FULL_LOOK),
        setInterval(() => void keepClaims(boss, heard, parts.log), TOUCH_MS),
      ];
    },
    async stop() {
      timers.forEach(clearInterval);
      [...known.keys()].forEach(announcements.say);
      await announcements.close();
      await boss.stop({ graceful: false });
    },
  };
}

/** Back-off to the millisecond is set beside pg-boss's own, which counts whole seconds and runs ended by a crash. */
async function postpone(boss: PgBoss, tx: Tx, name: string, job: ClaimedJob, delayMs: number): Promise<void> {
  const db = bossDatabase(tx);
  const { id, data, key } = job;
  await settleJob(job, () => boss.fail(name, attemptOf(job), null, { db }));
  const startAfter = Math.ceil(delayMs) / 1000;
  await boss.update(name, { data, key, failures: job.failures + 1 }, { id, startAfter, db });
}

/** Runs a statement of pg-boss that touches one job only if the claim still holds. */
async function settleJob(job: ClaimedJob, settle: () => Promise<object>): Promise<void> {
  const response = await settle();
  if (Reflect.get(response, 'affected') !== 1) throw new ClaimLost(job.id);
}

/** Finds the jobs that pg-boss gave back because their process died: it announces them to nobody. */
async function lookForRetried(
  boss: PgBoss,
  names: readonly string[],
  listener: EngineListener,
  log: Log,
): Promise<void> {
  try {
    for (const name of await listRetried(boss, names)) listener.wake(name);
  } catch (error) {
    log.warn({ err: error }, 'looking for jobs of processes that died failed');
  }
}

/** Tells the others that the jobs of this process are alive. */
async function keepClaims(boss: PgBoss, listener: EngineListener, log: Log): Promise<void> {
  for (const [name, jobs] of listener.running()) {
    if (jobs.length === 0) continue;
    await boss.touch(name, jobs.map(attemptOf)).catch((error: unknown) => {
      log.warn({ err: error, job: name }, 'the heartbeat of running jobs failed');
    });
  }
}

/** What pg-boss compares before it settles: a job claimed again since has a higher count. */
function attemptOf(job: ClaimedJob): { id: string; retryCount: number } {
  return { id: job.id, retryCount: job.claim };
}

function toClaim({ id, data: envelope, retryCount }: Job<Envelope>): ClaimedJob {
  const { data, key, failures } = envelope;
  return { id, data, key, failures, crashes: retryCount - failures, claim: retryCount };
}
