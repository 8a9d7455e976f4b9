import { and, asc, count, desc, eq, gt, inArray, min, sql } from 'drizzle-orm';
import { type Db as BossDatabase, type DrizzleTransactionLike, fromDrizzle } from 'pg-boss';
import type { Reading, Tx } from '../storage/index.ts';
import type { DeadJob } from './queue.ts';
import { queueTables } from './tables.ts';

const { jobs } = queueTables.sqlite;
const slot = sql.placeholder;

/** A row of the SQLite queue's line. */
export type JobRow = Pick<typeof jobs.$inferSelect, 'seq' | 'key' | 'data' | 'failures'>;

/** Adds a job to the SQLite line: held if another one of its key is there before it. */
export async function insertJob(
  tx: Tx,
  job: { name: string; key: string | null; data: unknown; startAfter: Date; now: Date },
): Promise<void> {
  const joins = job.key !== null && job.startAfter <= job.now;
  const values = {
    ...job,
    startAfter: job.startAfter.getTime(),
    now: job.now.getTime(),
    data: JSON.stringify(job.data),
  };
  const statement = tx.prepared(joins ? 'queue.insertKeyedJob' : 'queue.insertJob', (db) =>
    db.insert(jobs).values({
      name: slot('name'),
      key: slot('key'),
      data: sql`${slot('data')}`,
      failures: 0,
      held: joins ? isBehind : false,
      startAfter: sql`${slot('startAfter')}`,
    }),
  );
  await statement.run(values);
}

/** A job that waits for its hour has no place in its key's line until then. */
const isBehind = sql<boolean>`exists (select 1 from ${jobs} where ${jobs.name} = ${slot('name')}
  and ${jobs.key} = ${slot('key')}
  and (${jobs.held} or ${jobs.failures} > 0 or ${jobs.startAfter} <= ${slot('now')}))`;

/**
 * The jobs of the SQLite line that became due after `after` and by `now`: first of their key, and neither they nor their key
 * among `busy`.
 */
export async function listClaimable(
  at: Reading,
  query: { name: string; limit: number; after: Date; now: Date; busyIds: string[]; busyKeys: string[] },
): Promise<JobRow[]> {
  const statement = at.prepared('queue.listClaimable', (db) =>
    db
      .select({ seq: jobs.seq, key: jobs.key, data: jobs.data, failures: jobs.failures })
      .from(jobs)
      .where(
        and(
          eq(jobs.name, slot('name')),
          eq(jobs.held, false),
          sql`${jobs.startAfter} > ${slot('after')}`,
          sql`${jobs.startAfter} <= ${slot('now')}`,
          sql`${jobs.seq} not in (select value from json_each(${slot('busyIds')}))`,
          sql`(${jobs.key} is null or ${jobs.key} not in (select value from json_each(${slot('busyKeys')})))`,
          sql`not exists (select 1 from ${jobs} as r where r.name = ${jobs.name} and r.key = ${jobs.key}
            and r.held = 0 and r.failures > 0 and r.seq <> ${jobs.seq})`,
        ),
      )
      .orderBy(asc(jobs.startAfter), asc(jobs.seq))
      .limit(slot('limit')),
  );
  return await statement.all({
    name: query.name,
    limit: query.limit,
    after: query.after.getTime(),
    now: query.now.getTime(),
    busyIds: JSON.stringify(query.busyIds.map(Number)),
    busyKeys: JSON.stringify(query.busyKeys),
  });
}

/** When the first of the jobs that were not due at `after` will be. */
export async function findNextStart(at: Reading, name: string, after: Date): Promise<Date | null> {
  const statement = at.prepared('queue.findNextStart', (db) =>
    db
      .select({ at: min(jobs.startAfter) })
      .from(jobs)
      .where(and(eq(jobs.name, slot('name')), eq(jobs.held, false), sql`${jobs.startAfter} > ${slot('after')}`)),
  );
  const rows = await statement.all({ name, after: after.getTime() });
  return rows[0]?.at ?? null;
}

/** Deletes a job of the SQLite line and lets the next one of its key step forward; false when it is no longer there. */
export async function deleteJob(tx: Tx, name: string, seq: number, key: string | null): Promise<boolean> {
  const gone = tx.prepared('queue.deleteJob', (db) =>
    db
      .delete(jobs)
      .where(eq(jobs.seq, slot('seq')))
      .returning({ seq: jobs.seq }),
  );
  const rows = await gone.all({ seq });
  if (rows.length === 0) return false;
  if (key === null) return true;
  const next = tx.prepared('queue.promoteJob', (db) =>
    db
      .update(jobs)
      .set({ held: false })
      .where(
        sql`${jobs.seq} = (select n.seq from ${jobs} as n where n.name = ${slot('name')} and n.key = ${slot('key')}
          and n.held = 1 order by n.seq limit 1)`,
      ),
  );
  await next.run({ name, key });
  return true;
}

/** Lets what waits for a later hour than `now` wait `ms` less: the clock was set back by so much. */
export async function bringForward(tx: Tx, now: Date, ms: number): Promise<void> {
  await tx.db
    .update(jobs)
    .set({ startAfter: sql`${jobs.startAfter} - ${ms}` })
    .where(gt(jobs.startAfter, now));
}

/** Lets the first of each line step forward that nobody stands before: a row may have been removed by hand. */
export async function promoteOrphans(tx: Tx): Promise<void> {
  await tx.db
    .update(jobs)
    .set({ held: false })
    .where(sql`${jobs.seq} in (select min(n.seq) from ${jobs} as n group by n.name, n.key having min(n.held) = 1)`);
}

/** Notes a failure of a job of the SQLite line and when it may run again; false when it is no longer there. */
export async function postponeJob(tx: Tx, seq: number, failures: number, startAfter: Date): Promise<boolean> {
  const rows = await tx.db
    .update(jobs)
    .set({ failures, startAfter })
    .where(eq(jobs.seq, seq))
    .returning({ seq: jobs.seq });
  return rows.length > 0;
}

/** How many jobs stand in the SQLite line. */
export async function countJobs(at: Reading): Promise<number> {
  const rows = await at.db.select({ jobs: count() }).from(jobs);
  return rows[0]?.jobs ?? 0;
}

/** Puts a job aside as dead. */
export async function insertDead(tx: Tx, dead: DeadJob): Promise<void> {
  await tx.db.insert(queueTables.of(tx).deadJobs).values(dead);
}

/** The dead jobs, newest first. */
export async function listDeadJobs(at: Reading, name: string | undefined, limit: number): Promise<DeadJob[]> {
  const { deadJobs } = queueTables.of(at);
  const rows = await at.db
    .select()
    .from(deadJobs)
    .where(name === undefined ? undefined : eq(deadJobs.name, name))
    .orderBy(desc(deadJobs.seq))
    .limit(limit);
  return rows.map(({ seq: _seq, ...dead }) => dead);
}

/** Takes up to `limit` dead jobs of a kind away, oldest first; of two callers only one gets each. */
export async function takeDead(
  tx: Tx,
  name: string,
  ids: readonly string[] | undefined,
  limit: number,
): Promise<DeadJob[]> {
  const { deadJobs } = queueTables.of(tx);
  const wanted = await tx.db
    .select({ seq: deadJobs.seq })
    .from(deadJobs)
    .where(and(eq(deadJobs.name, name), ids ? inArray(deadJobs.id, [...ids]) : undefined))
    .orderBy(asc(deadJobs.seq))
    .limit(limit);
  if (wanted.length === 0) return [];
  const seqs = wanted.map(({ seq }) => seq);
  const taken = await tx.db.delete(deadJobs).where(inArray(deadJobs.seq, seqs)).returning();
  return taken.toSorted((a, b) => a.seq - b.seq);
}

/** How many dead jobs there are. */
export async function countDead(at: Reading): Promise<number> {
  const rows = await at.db.select({ dead: count() }).from(queueTables.of(at).deadJobs);
  return rows[0]?.dead ?? 0;
}

/** Lends the open transaction to pg-boss, so that what it does there shares the transaction's fate. */
export function bossDatabase(tx: Tx): BossDatabase {
  return fromDrizzle(asPostgres(tx), sql);
}

/** Holds on Postgres only, where `db` is a node-postgres Drizzle in truth and answers `execute`. */
function asPostgres(tx: Tx): DrizzleTransactionLike {
  return tx.db as unknown as DrizzleTransactionLike;
}
