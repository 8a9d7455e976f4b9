import { and, asc, eq, gte, lt, sql } from 'drizzle-orm';
import type { Reading, Tx } from '../base/storage/index.ts';
import { refTables } from './tables.ts';

export type StageCountRow = typeof refTables.sqlite.stageCounts.$inferSelect;

/** Rows of one statement, within what either database takes as parameters. */
const ROWS_PER_STATEMENT = 500;

/** Adds these to what was counted before. */
export async function addStageCounts(tx: Tx, rows: readonly StageCountRow[]): Promise<void> {
  const t = refTables.of(tx).stageCounts;
  for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT) {
    await tx.db
      .insert(t)
      .values(rows.slice(from, from + ROWS_PER_STATEMENT))
      .onConflictDoUpdate({
        target: [t.entryPointKey, t.hour, t.stage, t.reason],
        set: { count: sql`${t.count} + excluded.count` },
      });
  }
}

/** What was counted at an entry point in the hours from `from` until `to`, oldest first. */
export async function selectStageCounts(
  at: Reading,
  entryPointKey: string,
  from: Date,
  to: Date,
): Promise<StageCountRow[]> {
  const t = refTables.of(at).stageCounts;
  return await at.db
    .select()
    .from(t)
    .where(and(eq(t.entryPointKey, entryPointKey), gte(t.hour, from), lt(t.hour, to)))
    .orderBy(asc(t.hour), asc(t.stage), asc(t.reason));
}

/** Forgets what was counted before then. */
export async function deleteStageCounts(tx: Tx, before: Date): Promise<void> {
  const t = refTables.of(tx).stageCounts;
  await tx.db.delete(t).where(lt(t.hour, before));
}
