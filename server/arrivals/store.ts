import { and, asc, type Column, count, desc, eq, isNotNull, lt, sql, type SQL } from 'drizzle-orm';
import type { ListArrivalsQuery, ListUnmatchedRefsQuery } from '../../shared/api/arrivals.ts';
import { sha256 } from '../base/crypto/hash.ts';
import { fetchSize } from '../base/page.ts';
import { executeRows, isBehind, type Reading, type Tx } from '../base/storage/index.ts';
import { arrivalTables } from './tables.ts';

export type ArrivalRow = typeof arrivalTables.sqlite.arrivals.$inferSelect;
export type UnmatchedRow = typeof arrivalTables.sqlite.unmatchedRefs.$inferSelect;

/** Adds arrivals; answers the ids of those whose event had not been recorded before. */
export async function insertArrivals(tx: Tx, rows: readonly ArrivalRow[]): Promise<Set<string>> {
  const t = arrivalTables.of(tx).arrivals;
  const runs = await executeRows(tx, 'arrivals.insert', rows, (db, slots) =>
    db.insert(t).values(slots).onConflictDoNothing().returning({ id: t.id }),
  );
  return new Set(runs.flat().map((row) => row.id));
}

/** Changes an arrival that was recorded. */
export async function updateArrival(tx: Tx, id: string, change: Partial<ArrivalRow>): Promise<void> {
  const t = arrivalTables.of(tx).arrivals;
  await tx.db.update(t).set(change).where(eq(t.id, id));
}

/** Changes the account of a site's arrivals. */
export async function updateSiteUser(
  tx: Tx,
  account: { readonly siteId: string; readonly siteUserId: string },
  change: Partial<Pick<ArrivalRow, 'siteUserId' | 'signedContext'>>,
): Promise<void> {
  const t = arrivalTables.of(tx).arrivals;
  await tx.db
    .update(t)
    .set(change)
    .where(and(eq(t.siteUserId, account.siteUserId), eq(t.siteId, account.siteId)));
}

/** The arrival that this event led to. */
export async function selectByEvent(at: Reading, eventId: string): Promise<ArrivalRow | undefined> {
  const t = arrivalTables.of(at).arrivals;
  const [row] = await at.db.select().from(t).where(eq(t.eventId, eventId));
  return row;
}

/** The arrivals that brought this visit ref, in the order they happened. */
export async function selectByVisit(at: Reading, refId: string): Promise<ArrivalRow[]> {
  const t = arrivalTables.of(at).arrivals;
  return await at.db.select().from(t).where(eq(t.refId, refId)).orderBy(asc(t.occurredAt), asc(t.id));
}

/** Arrivals, newest first. `ref` matches by the hash of what arrived, so that visit refs can be asked for too. */
export async function selectArrivals(at: Reading, query: ListArrivalsQuery): Promise<ArrivalRow[]> {
  const t = arrivalTables.of(at).arrivals;
  const conditions: (SQL | undefined)[] = [
    query.pageId ? eq(t.pageId, query.pageId) : undefined,
    query.psid ? eq(t.psid, query.psid) : undefined,
    query.ref ? eq(t.refHash, sha256(query.ref)) : undefined,
    query.refId ? eq(t.refId, query.refId) : undefined,
    query.entryPoint ? eq(t.entryPoint, query.entryPoint) : undefined,
    query.siteUserId ? eq(t.siteUserId, query.siteUserId) : undefined,
    query.siteId ? eq(t.siteId, query.siteId) : undefined,
    query.outcome ? eq(t.outcome, query.outcome) : undefined,
    query.cursor ? lt(t.id, query.cursor) : undefined,
  ];
  return await at.db
    .select()
    .from(t)
    .where(and(...conditions))
    .orderBy(desc(t.id))
    .limit(fetchSize(query));
}

/** The first or last arrival of a thread that an entry point is known for. */
export async function selectTouch(
  at: Reading,
  thread: { readonly pageId: string; readonly psid: string; readonly siteId: string | null },
  which: 'first' | 'last',
): Promise<ArrivalRow | undefined> {
  const t = arrivalTables.of(at).arrivals;
  const order = which === 'first' ? asc : desc;
  const [row] = await at.db
    .select()
    .from(t)
    .where(
      and(
        eq(t.pageId, thread.pageId),
        eq(t.psid, thread.psid),
        isNotNull(t.entryPoint),
        thread.siteId === null ? undefined : eq(t.siteId, thread.siteId),
      ),
    )
    .orderBy(order(t.occurredAt), order(t.id))
    .limit(1);
  return row;
}

/** Counts one more arrival of an unmatched ref; false when there is no such group yet. */
export async function countUnmatched(tx: Tx, pageId: string, refHash: string, at: Date): Promise<boolean> {
  const t = arrivalTables.of(tx).unmatchedRefs;
  const rows = await tx.db
    .update(t)
    .set({ count: sql`${t.count} + 1`, lastSeenAt: latest(t.lastSeenAt, at) })
    .where(and(eq(t.pageId, pageId), eq(t.refHash, refHash)))
    .returning({ count: t.count });
  return rows.length === 1;
}

function latest(column: Column, at: Date): SQL {
  return sql`case when ${column} < ${sql.param(at, column)} then ${sql.param(at, column)} else ${column} end`;
}

/** Adds a group of unmatched refs, or counts one more in the one there is. */
export async function insertUnmatched(tx: Tx, row: UnmatchedRow): Promise<void> {
  const t = arrivalTables.of(tx).unmatchedRefs;
  await tx.db
    .insert(t)
    .values(row)
    .onConflictDoUpdate({
      target: [t.pageId, t.refHash],
      set: { count: sql`${t.count} + 1`, lastSeenAt: latest(t.lastSeenAt, row.lastSeenAt) },
    });
}

/** How many groups of unmatched refs a Page has. */
export async function countGroups(at: Reading, pageId: string): Promise<number> {
  const t = arrivalTables.of(at).unmatchedRefs;
  const [row] = await at.db.select({ groups: count() }).from(t).where(eq(t.pageId, pageId));
  return row?.groups ?? 0;
}

/** Groups of unmatched refs, the one seen last first, from behind `after`. */
export async function selectUnmatched(
  at: Reading,
  query: ListUnmatchedRefsQuery,
  after: readonly [lastSeenAt: Date, pageId: string, refHash: string] | null,
): Promise<UnmatchedRow[]> {
  const t = arrivalTables.of(at).unmatchedRefs;
  return await at.db
    .select()
    .from(t)
    .where(
      and(
        query.pageId ? eq(t.pageId, query.pageId) : undefined,
        after ? isBehind([t.lastSeenAt, t.pageId, t.refHash], after) : undefined,
      ),
    )
    .orderBy(desc(t.lastSeenAt), desc(t.pageId), desc(t.refHash))
    .limit(fetchSize(query));
}

/** Forgets the groups that nobody has come with since. */
export async function deleteIdleGroups(tx: Tx, before: Date): Promise<void> {
  const t = arrivalTables.of(tx).unmatchedRefs;
  await tx.db.delete(t).where(lt(t.lastSeenAt, before));
}
