import { PgBoss } from 'pg-boss';
import type { Log } from '../log.ts';
import { bearCuts } from '../storage/index.ts';

const SCHEMA = 'pgboss';
const CONNECTIONS = 4;
const HEARTBEAT_SECONDS = 10; // the least pg-boss allows
const REFRESH_MS = 10_000;
const DAY_SECONDS = 24 * 60 * 60;

/** Connects to pg-boss; its schema is there when it returns, however many processes do this at once. */
export async function openBoss(url: string, log: Log): Promise<PgBoss> {
  const forPool = { onConnect: bearCuts }; // handed on to the pool, though PgBoss's own type does not know it
  const boss = new PgBoss({
    ...forPool,
    connectionString: url,
    application_name: 'threadtie-queue',
    schema: SCHEMA,
    max: CONNECTIONS,
    schedule: false,
    supervise: true,
    superviseIntervalSeconds: 1, // a worker that died is found within heartbeat + this
    monitorIntervalSeconds: 1,
  });
  boss.on('error', (error) => log.error({ err: error }, 'pg-boss met an error'));
  boss.on('warning', ({ message }) => log.warn({}, `pg-boss warns: ${message}`));
  await boss.start();
  return boss;
}

/** The kinds of jobs that pg-boss knows by now. */
export interface BossQueues {
  /** Makes sure that pg-boss knows a kind of job. */
  ensure(name: string): Promise<void>;
  known(): string[];
}

/** Creates pg-boss's queues as they are needed, each once. When to retry or give up is decided by us, not by pg-boss. */
export function createBossQueues(boss: PgBoss): BossQueues {
  const known = new Map<string, Promise<void>>();
  const create = (name: string): Promise<void> =>
    boss.createQueue(name, {
      policy: 'key_strict_fifo',
      heartbeatSeconds: HEARTBEAT_SECONDS,
      expireInSeconds: DAY_SECONDS,
      retentionSeconds: 10 * 365 * DAY_SECONDS,
      retryLimit: 1_000_000,
      retryDelay: 0,
      retryBackoff: false,
    });
  return {
    ensure(name) {
      const ensured = known.get(name) ?? create(name);
      known.set(name, ensured);
      ensured.catch(() => known.delete(name));
      return ensured;
    },
    known: () => [...known.keys()],
  };
}

/** How many of these jobs wait or run. */
export async function countBossJobs(boss: PgBoss): Promise<number> {
  const { rows } = await boss
    .getDb()
    .executeSql(
      `SELECT count(*)::int AS jobs FROM ${SCHEMA}.job WHERE state <= 'active' AND name NOT LIKE '\\_\\_pgboss%'`,
    );
  return rows[0].jobs;
}

/**
 * In how many ms the first of the jobs that were not due yet at a fetch will be.
 * @param fetchBegun by `performance.now()`: what has become due since then, the fetch may have missed
 */
export async function findNextBossStart(boss: PgBoss, name: string, fetchBegun: number): Promise<number | null> {
  const { rows } = await boss.getDb().executeSql(
    `SELECT extract(epoch FROM min(start_after) FILTER (WHERE start_after > now()) - now())::float8 * 1000 AS ms,
       extract(epoch FROM now() - max(start_after) FILTER (WHERE start_after <= now()))::float8 * 1000 AS due_for_ms
     FROM ${SCHEMA}.job WHERE name = $1 AND state < 'active' AND start_after > now() - interval '1 minute'`,
    [name],
  );
  const { ms, due_for_ms: dueForMs } = rows[0];
  return dueForMs !== null && dueForMs < performance.now() - fetchBegun ? 0 : ms;
}

/** Which of these kinds have jobs that may run again now: their back-off is over, or their process died. */
export async function listRetried(boss: PgBoss, names: readonly string[]): Promise<string[]> {
  const { rows } = await boss.getDb().executeSql(
    `SELECT DISTINCT name FROM ${SCHEMA}.job
     WHERE name = ANY($1::text[]) AND state = 'retry' AND policy = 'key_strict_fifo' AND start_after <= now()`,
    [names],
  );
  return rows.map(({ name }) => name);
}

/**
 * Has Postgres look at a queue's table anew, now and then: one that has just filled is planned for as if it were empty, and a
 * fetch costs ten times as much until the database comes round to it by itself.
 */
export function createStatisticsRefresh(boss: PgBoss, log: Log): (name: string) => Promise<void> {
  let refreshed = -REFRESH_MS;
  return async (name) => {
    if (performance.now() - refreshed < REFRESH_MS) return;
    refreshed = performance.now();
    try {
      const queue = await boss.getQueue(name);
      if (queue) await boss.getDb().executeSql(`ANALYZE ${SCHEMA}.${queue.table}`);
    } catch (error) {
      log.warn({ err: error, job: name }, 'the statistics of the queue could not be refreshed');
    }
  };
}
