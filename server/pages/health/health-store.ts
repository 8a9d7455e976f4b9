import { and, asc, count, eq, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm';
import type { Reading, Tx } from '../../base/storage/index.ts';
import { pageTables } from '../tables.ts';
import { pageHealthTables } from './tables.ts';

export type HealthRow = typeof pageHealthTables.sqlite.pageHealth.$inferSelect;

/** How these Pages are. A Page nobody has judged yet has no row. */
export async function selectHealth(at: Reading, pageIds: readonly string[]): Promise<HealthRow[]> {
  const t = pageHealthTables.of(at).pageHealth;
  return await at.db
    .select()
    .from(t)
    .where(inArray(t.pageId, [...pageIds]));
}

/** Begins to keep the health of a Page; a row that is there stays as it is. */
export async function insertHealth(tx: Tx, pageId: string, nextCheckAt: Date | null): Promise<void> {
  await tx.db
    .insert(pageHealthTables.of(tx).pageHealth)
    .values({
      pageId,
      revision: 0,
      health: 'unknown',
      problems: [],
      told: 'ok',
      changes: [],
      failures: [],
      heardBy: {},
      nextCheckAt,
    })
    .onConflictDoNothing();
}

/** Takes the row for this transaction: others who judge the same Page wait for its end. */
export async function lockHealth(tx: Tx, pageId: string): Promise<void> {
  const t = pageHealthTables.of(tx).pageHealth;
  await tx.db
    .update(t)
    .set({ revision: sql`${t.revision} + 1` })
    .where(eq(t.pageId, pageId));
}

/** Changes what is kept of a Page. */
export async function updateHealthRow(tx: Tx, pageId: string, change: Partial<HealthRow>): Promise<void> {
  const t = pageHealthTables.of(tx).pageHealth;
  await tx.db.update(t).set(change).where(eq(t.pageId, pageId));
}

/**
 * Connected Pages that nobody looks after: new ones, those that came back, and those whose check is appointed later than
 * anybody appoints one, because the clock has been set back since.
 */
export async function selectForgotten(
  at: Reading,
  latest: Date,
  limit: number,
): Promise<{ id: string; isNew: boolean }[]> {
  const { pages } = pageTables.of(at);
  const t = pageHealthTables.of(at).pageHealth;
  const rows = await at.db
    .select({ id: pages.id, known: t.pageId })
    .from(pages)
    .leftJoin(t, eq(t.pageId, pages.id))
    .where(and(isNull(pages.disconnectedAt), or(isNull(t.nextCheckAt), gt(t.nextCheckAt, latest))))
    .limit(limit);
  return rows.map(({ id, known }) => ({ id, isNew: known === null }));
}

/** Pages that are due, the one that has waited longest first. */
export async function selectDue(
  at: Reading,
  now: Date,
  limit: number,
): Promise<{ pageId: string; nextCheckAt: Date }[]> {
  const t = pageHealthTables.of(at).pageHealth;
  const rows = await at.db
    .select({ pageId: t.pageId, nextCheckAt: t.nextCheckAt })
    .from(t)
    .where(lte(t.nextCheckAt, now))
    .orderBy(asc(t.nextCheckAt))
    .limit(limit);
  return rows.flatMap(({ pageId, nextCheckAt }) => (nextCheckAt ? [{ pageId, nextCheckAt }] : []));
}

/** How many Pages are due. */
export async function countDue(at: Reading, now: Date): Promise<number> {
  const t = pageHealthTables.of(at).pageHealth;
  const [row] = await at.db.select({ count: count() }).from(t).where(lte(t.nextCheckAt, now));
  return row?.count ?? 0;
}

/** Takes a due check; false when another process was faster. It is due again at `until`, should this process die. */
export async function claimCheck(tx: Tx, due: { pageId: string; nextCheckAt: Date }, until: Date): Promise<boolean> {
  const t = pageHealthTables.of(tx).pageHealth;
  const taken = await tx.db
    .update(t)
    .set({ nextCheckAt: until })
    .where(and(eq(t.pageId, due.pageId), eq(t.nextCheckAt, due.nextCheckAt)))
    .returning({ pageId: t.pageId });
  return taken.length === 1;
}

/** How many connected Pages are in this state. */
export async function countPages(at: Reading, health: HealthRow['health']): Promise<number> {
  const { pages } = pageTables.of(at);
  const t = pageHealthTables.of(at).pageHealth;
  const [row] = await at.db
    .select({ count: count() })
    .from(pages)
    .leftJoin(t, eq(t.pageId, pages.id))
    .where(and(isNull(pages.disconnectedAt), eq(sql`coalesce(${t.health}, 'unknown')`, health)));
  return row?.count ?? 0;
}

/** How many Pages the app has a token for. */
export async function countPagesOf(at: Reading, appId: string): Promise<number> {
  const t = pageTables.of(at).pageTokens;
  const [row] = await at.db.select({ count: count() }).from(t).where(eq(t.appId, appId));
  return row?.count ?? 0;
}
