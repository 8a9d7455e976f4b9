import { and, desc, eq, inArray, isNull } from 'drizzle-orm';
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

/** Periods of these Pages, newest first. */
export async function selectLostPeriods(
  at: Reading,
  pageIds: readonly string[],
  limit: number,
): Promise<LostPeriodRow[]> {
  const t = pageHealthTables.of(at).pageLostPeriods;
  return await at.db
    .select()
    .from(t)
    .where(inArray(t.pageId, [...pageIds]))
    .orderBy(desc(t.from), desc(t.id))
    .limit(limit);
}
