import { and, desc, eq, inArray, isNull, lte, notInArray, sql } from 'drizzle-orm';
import type { Reading, Tx } from '../../base/storage/index.ts';
import { pageHealthTables } from './tables.ts';

export type LostPeriodRow = typeof pageHealthTables.sqlite.pageLostPeriods.$inferSelect;

/** Begins a period; nothing when one of this app and Page lasts already. */
export async function insertLostPeriod(tx: Tx, row: LostPeriodRow): Promise<void> {
  await tx.db.insert(pageHealthTables.of(tx).pageLostPeriods).values(row).onConflictDoNothing();
}

/** Ends the period of this app and Page that lasts; undefined when none does. */
export async function endLostPeriod(
  tx: Tx,
  key: { pageId: string; appId: string },
  to: Date,
): Promise<LostPeriodRow | undefined> {
  const t = pageHealthTables.of(tx).pageLostPeriods;
  const [row] = await tx.db
    .update(t)
    .set({ to })
    .where(and(eq(t.pageId, key.pageId), eq(t.appId, key.appId), isNull(t.to)))
    .returning();
  return row;
}

/** Ends the periods that last of apps which have left the Page. */
export async function endPeriodsOfOthers(tx: Tx, pageId: string, apps: readonly string[], to: Date): Promise<void> {
  const t = pageHealthTables.of(tx).pageLostPeriods;
  const isOther = apps.length > 0 ? notInArray(t.appId, [...apps]) : undefined;
  await tx.db
    .update(t)
    .set({ to })
    .where(and(eq(t.pageId, pageId), isOther, isNull(t.to)));
}

/**
 * Periods of these Pages, newest first.
 * @param most of each Page
 */
export async function selectLostPeriods(
  at: Reading,
  pageIds: readonly string[],
  most: number,
): Promise<LostPeriodRow[]> {
  const t = pageHealthTables.of(at).pageLostPeriods;
  const { id, pageId, appId, reason, from, to } = t;
  const place = sql<number>`row_number() over (partition by ${pageId} order by ${from} desc, ${id} desc)`;
  const placed = at.db
    .select({ id, pageId, appId, reason, from, to, place: place.as('place') })
    .from(t)
    .where(inArray(pageId, [...pageIds]))
    .as('placed');
  return await at.db
    .select({
      id: placed.id,
      pageId: placed.pageId,
      appId: placed.appId,
      reason: placed.reason,
      from: placed.from,
      to: placed.to,
    })
    .from(placed)
    .where(lte(placed.place, most))
    .orderBy(desc(placed.from), desc(placed.id));
}
