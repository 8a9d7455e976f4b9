import { type Clock, later } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Storage } from '../storage/index.ts';
import { createClockWatch } from './clock-watch.ts';
import { ClaimLost, type Engine, type EngineListener } from './engine.ts';
import { createEngineQueue } from './engine-queue.ts';
import type { Queue } from './queue.ts';
import {
  bringForward,
  countJobs,
  deleteJob,
  findNextStart,
  insertJob,
  type JobRow,
  listClaimable,
  postponeJob,
  promoteOrphans,
} from './store.ts';

const CONCURRENCY = 16;

/** What may run at once has no hour to wait for, also when the clock is set back. */
const AT_ONCE = new Date(0);
const BEFORE = new Date(-1);

/**
 * A queue in a table of the SQLite file, for one process. What runs is known in memory alone: a claim writes nothing, and
 * after a crash everything that ran is simply found again.
 */
export function createSqliteQueue(parts: { storage: Storage; clock: Clock; log: Log; concurrency?: number }): Queue {
  const engine = createSqliteEngine(parts.storage, parts.clock);
  return createEngineQueue(engine, { ...parts, concurrency: parts.concurrency ?? CONCURRENCY });
}

function createSqliteEngine(storage: Storage, clock: Clock): Engine {
  let listener: EngineListener | undefined;
  const clockWatch = createClockWatch(clock);
  const catchUpWithClock = async (): Promise<void> => {
    const ms = clockWatch.setBackMs();
    if (ms > 0) await storage.write((tx) => bringForward(tx, clock.now(), ms));
  };
  return {
    async add(tx, name, added) {
      const now = clock.now();
      for (const { data, key, startAfter } of added) {
        await insertJob(tx, { name, key, data, startAfter: startAfter ?? AT_ONCE, now });
      }
      tx.afterCommit(() => listener?.wake(name));
    },
    async claim(name, limit, held) {
      await catchUpWithClock();
      const now = clock.now();
      const busyIds = held.map(({ id }) => id);
      const busyKeys = held.flatMap(({ key }) => key ?? []);
      return await storage.read(async (at) => {
        const query = { name, now, busyIds, busyKeys };
        const waited = await listClaimable(at, { ...query, limit, after: AT_ONCE });
        const left = limit - waited.length;
        const others = left > 0 ? await listClaimable(at, { ...query, limit: left, now: AT_ONCE, after: BEFORE }) : [];
        const rows = [...waited, ...others];
        const next = rows.length < limit ? await findNextStart(at, name, now) : null;
        return { jobs: firstOfEachKey(rows).map(toClaim), nextDueMs: next && next.getTime() - now.getTime() };
      });
    },
    async remove(tx, name, done) {
      for (const { id, key } of done) if (!(await deleteJob(tx, name, Number(id), key))) throw new ClaimLost(id);
    },
    async postpone(tx, _name, job, delayMs) {
      const startAfter = later(clock.now(), delayMs);
      if (!(await postponeJob(tx, Number(job.id), job.failures + 1, startAfter))) throw new ClaimLost(job.id);
    },
    release: async () => undefined, // a claim is known to this process only
    waiting: () => storage.read(countJobs),
    async start(_names, heard) {
      await storage.write(promoteOrphans);
      listener = heard;
    },
    async stop() {
      listener = undefined;
    },
  };
}

/** A job that waited for its hour can be due together with another one of its key. */
function firstOfEachKey(rows: readonly JobRow[]): JobRow[] {
  const seen = new Set<string>();
  return rows.filter(({ key }) => {
    if (key === null) return true;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function toClaim({ seq, key, data, failures }: JobRow): Awaited<ReturnType<Engine['claim']>>['jobs'][number] {
  return { id: String(seq), key, data, failures, crashes: 0, claim: failures };
}
