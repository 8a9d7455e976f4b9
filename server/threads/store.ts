import { and, type Column, desc, eq, type SQL, sql } from 'drizzle-orm';
import type { ListThreadsQuery } from '../../shared/api/threads.ts';
import { fetchSize } from '../base/page.ts';
import { executeRows, type Gathering, isBehind, type Reading, type Tx } from '../base/storage/index.ts';
import { threadTables } from './tables.ts';

type ThreadTable = typeof threadTables.sqlite.threads;
export type ThreadRow = ThreadTable['$inferSelect'];
/** What events tell of a thread; the person's locale is asked for. */
export type ThreadNews = Omit<ThreadRow, 'locale' | 'localeAskedAt'>;
type ColumnName = keyof ThreadNews;

/**
 * Adds threads, or what the rows tell anew. Everything keeps the newest that was ever told of it, and ties are decided by
 * the values: whatever order rows come in and however often, a thread ends the same.
 */
export const THREAD_NEWS: Gathering<ThreadNews> = {
  name: 'threads.news',
  async write(tx, rows) {
    const t = threadTables.of(tx).threads;
    const target = [t.pageId, t.psid];
    for (const round of inRounds(rows)) {
      await executeRows(tx, 'threads.upsert', round, (db, slots) =>
        db
          .insert(t)
          .values(slots)
          .onConflictDoUpdate({ target, set: merged(t) }),
      );
    }
  },
};

/** One statement cannot change a row twice: the first news of each thread, then the second of each that has more... */
function inRounds(rows: readonly ThreadNews[]): ThreadNews[][] {
  const rounds: ThreadNews[][] = [];
  const told = new Map<string, number>();
  for (const row of rows) {
    const thread = JSON.stringify([row.pageId, row.psid]);
    const round = told.get(thread) ?? 0;
    told.set(thread, round + 1);
    (rounds[round] ??= []).push(row);
  }
  return rounds;
}

/** What each column becomes of the stored and the new value. */
function merged(t: ThreadTable): Partial<Record<ColumnName, SQL>> {
  const newUnreachable = isNewer(
    t,
    'unreachableAt',
    sql`coalesce(${told('unreachableReason')}, '') > coalesce(${t.unreachableReason}, '')`,
  );
  const newOwner = isNewer(
    t,
    'ownerChangedAt',
    sql`coalesce(${told('ownerAppId')}, '') > coalesce(${t.ownerAppId}, '')`,
  );
  const newHearing = isNewer(t, 'heardAt', sql`not ${told('heardInStandby')}`);
  return {
    firstSeenAt: pick(sql`${told('firstSeenAt')} < ${t.firstSeenAt}`, t, 'firstSeenAt'),
    lastSeenAt: pick(isNewer(t, 'lastSeenAt'), t, 'lastSeenAt'),
    windowOpenedAt: pick(isNewer(t, 'windowOpenedAt'), t, 'windowOpenedAt'),
    personMessageAt: pick(isNewer(t, 'personMessageAt'), t, 'personMessageAt'),
    pageMessageAt: pick(isNewer(t, 'pageMessageAt'), t, 'pageMessageAt'),
    deliveredUntil: pick(isNewer(t, 'deliveredUntil'), t, 'deliveredUntil'),
    readUntil: pick(isNewer(t, 'readUntil'), t, 'readUntil'),
    reachableAt: pick(isNewer(t, 'reachableAt'), t, 'reachableAt'),
    unreachableAt: pick(newUnreachable, t, 'unreachableAt'),
    unreachableReason: pick(newUnreachable, t, 'unreachableReason'),
    ownerChangedAt: pick(newOwner, t, 'ownerChangedAt'),
    ownerAppId: pick(newOwner, t, 'ownerAppId'),
    heardAt: pick(newHearing, t, 'heardAt'),
    heardInStandby: pick(newHearing, t, 'heardInStandby'),
  };
}

/** The new value of a column. */
function told(name: ColumnName): SQL {
  return sql.raw(`excluded.${name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`);
}

function pick(isTold: SQL, t: ThreadTable, name: ColumnName): SQL {
  return sql`case when ${isTold} then ${told(name)} else ${t[name]} end`;
}

/** Whether the new row tells something later than what is stored; `wins` decides between two of the same instant. */
function isNewer(t: ThreadTable, at: ColumnName, wins?: SQL): SQL {
  const stored: Column = t[at];
  const isLater = sql`${told(at)} > ${stored} or (${stored} is null and ${told(at)} is not null)`;
  return wins ? sql`(${isLater} or (${told(at)} = ${stored} and ${wins}))` : sql`(${isLater})`;
}

/** One thread. */
export async function selectThread(at: Reading, pageId: string, psid: string): Promise<ThreadRow | undefined> {
  const t = threadTables.of(at).threads;
  const [row] = await at.db
    .select()
    .from(t)
    .where(and(eq(t.pageId, pageId), eq(t.psid, psid)));
  return row;
}

/** Writes down what the platform answered about the person's locale. */
export async function updateLocale(
  tx: Tx,
  { pageId, psid }: Pick<ThreadRow, 'pageId' | 'psid'>,
  change: Pick<ThreadRow, 'locale' | 'localeAskedAt'>,
): Promise<void> {
  const t = threadTables.of(tx).threads;
  await tx.db
    .update(t)
    .set(change)
    .where(and(eq(t.pageId, pageId), eq(t.psid, psid)));
}

/** Threads, the one seen last first, from behind `after`. */
export async function selectThreads(
  at: Reading,
  query: ListThreadsQuery,
  after: readonly [lastSeenAt: Date, pageId: string, psid: string] | null,
): Promise<ThreadRow[]> {
  const t = threadTables.of(at).threads;
  return await at.db
    .select()
    .from(t)
    .where(
      and(
        query.pageId ? eq(t.pageId, query.pageId) : undefined,
        query.psid ? eq(t.psid, query.psid) : undefined,
        after ? isBehind([t.lastSeenAt, t.pageId, t.psid], after) : undefined,
      ),
    )
    .orderBy(desc(t.lastSeenAt), desc(t.pageId), desc(t.psid))
    .limit(fetchSize(query));
}
