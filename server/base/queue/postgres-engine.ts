import type { Job, PgBoss } from 'pg-boss';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Tx } from '../storage/index.ts';
import { createAnnouncements } from './announcements.ts';
import { type ClaimedJob, ClaimLost, type Engine, type EngineListener } from './engine.ts';
import { createJobIds } from './job-id.ts';
import { countBossJobs, createBossQueues, createStatisticsRefresh, findNextBossStart } from './open-boss.ts';
import { createLookout } from './postgres-lookout.ts';
import { bossDatabase } from './store.ts';

const SLOW_FETCH_MS = 50;

/** What may run at once has been due for long, so that it also is when the database's clock is set back. */
const AT_ONCE = '-1 day';

/** What a Postgres engine works with. */
export interface PostgresEngineParts {
  readonly boss: PgBoss;
  readonly url: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly lookMs: number;
}

/** What stands in a pg-boss job. pg-boss itself counts claims, those that were handed back or ended by a crash included. */
interface Envelope {
  readonly data: unknown;
  readonly key: string | null;
  readonly failures: number;
  readonly releases: number;
}

/** Makes an engine of pg-boss: it holds the line, the claims and their heartbeats; when to retry or give up is not its part. */
export function createPostgresEngine({ boss, url, clock, log, lookMs }: PostgresEngineParts): Engine {
  const newId = createJobIds(() => clock.now().getTime());
  const announcements = createAnnouncements(boss, url, log);
  const queues = createBossQueues(boss);
  const refreshStatistics = createStatisticsRefresh(boss, log);
  let listener: EngineListener | undefined;
  let lookout: { stop(): void } | undefined;
  return {
    async add(tx, name, added) {
      if (added.length === 0) return;
      await queues.ensure(name);
      const jobs = added.map(({ data, key, startAfter }) => {
        const id = newId();
        const singletonKey = key === null ? `alone:${id}` : `key:${key}`;
        const envelope: Envelope = { data, key, failures: 0, releases: 0 };
        return { id, data: envelope, singletonKey, startAfter: startAfter ?? AT_ONCE };
      });
      await boss.insert(name, jobs, { db: bossDatabase(tx) });
      tx.afterCommit(() => {
        listener?.wake(name);
        announcements.say(name);
      });
    },
    async claim(name, limit) {
      const begun = performance.now();
      const jobs = await boss.fetch<Envelope>(name, { batchSize: limit });
      if (performance.now() - begun > SLOW_FETCH_MS) void refreshStatistics(name);
      // What is claimed must reach the runner: an error of the second question must not hide it.
      const nextDueMs = jobs.length < limit ? await findNextBossStart(boss, name, begun).catch(() => lookMs) : null;
      return { jobs: jobs.map(toClaim), nextDueMs };
    },
    remove: (tx, name, done) =>
      settleJobs(done, () => boss.deleteJob(name, done.map(attemptOf), { db: bossDatabase(tx) })),
    postpone: (tx, name, job, delayMs) => giveBack(boss, tx, name, { ...job, failures: job.failures + 1 }, delayMs),
    release: (tx, name, job) => giveBack(boss, tx, name, job, 0),
    waiting: () => countBossJobs(boss),
    async start(names, heard) {
      await Promise.all(names.map(queues.ensure));
      listener = heard;
      await announcements.hear((name) => heard.wake(name));
      lookout = createLookout({ boss, names, listener: heard, log, lookMs });
    },
    async stop() {
      lookout?.stop();
      queues.known().forEach(announcements.say); // what this process leaves, others may take
      await announcements.close();
      await boss.stop({ graceful: false });
    },
  };
}

/** The delay is set beside pg-boss's own back-off, which counts whole seconds and the runs that a crash ended. */
async function giveBack(boss: PgBoss, tx: Tx, name: string, job: ClaimedJob, delayMs: number): Promise<void> {
  const db = bossDatabase(tx);
  const { id, data, key, failures, crashes, claim } = job;
  await settleJobs([job], () => boss.fail(name, { id, retryCount: claim }, null, { db }));
  const envelope: Envelope = { data, key, failures, releases: claim + 1 - failures - crashes };
  await boss.update(name, envelope, { id, startAfter: Math.ceil(delayMs) / 1000, db });
}

/** Runs a statement of pg-boss that touches these jobs, and only those whose claim still holds: it must be all. */
async function settleJobs(jobs: readonly ClaimedJob[], settle: () => Promise<object>): Promise<void> {
  const response = await settle();
  if (Reflect.get(response, 'affected') !== jobs.length) throw new ClaimLost(jobs.map(({ id }) => id).join(', '));
}

/** What pg-boss compares before it settles: a job claimed again since has a higher count. */
function attemptOf({ id, claim }: ClaimedJob): { id: string; retryCount: number } {
  return { id, retryCount: claim };
}

function toClaim({ id, data: envelope, retryCount }: Job<Envelope>): ClaimedJob {
  const { data, key, failures, releases } = envelope;
  return { id, data, key, failures, crashes: retryCount - failures - releases, claim: retryCount };
}
