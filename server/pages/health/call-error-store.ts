import { eq, sql } from 'drizzle-orm';
import type { Reading, Tx } from '../../base/storage/index.ts';
import { pageHealthTables } from './tables.ts';

export type CallErrorRow = typeof pageHealthTables.sqlite.pageCallErrors.$inferSelect;

/** Notes a refusal; one that is known already is counted. */
export async function upsertCallError(tx: Tx, row: CallErrorRow): Promise<void> {
  const t = pageHealthTables.of(tx).pageCallErrors;
  const { code, subcode, sentence, traceId, lastAt } = row;
  await tx.db
    .insert(t)
    .values(row)
    .onConflictDoUpdate({
      target: [t.pageId, t.appId, t.problem],
      set: { code, subcode, sentence, traceId, lastAt, count: sql`${t.count} + 1` },
    });
}

/** What calls of a Page were refused for. */
export async function selectCallErrors(at: Reading, pageId: string): Promise<CallErrorRow[]> {
  const t = pageHealthTables.of(at).pageCallErrors;
  return await at.db.select().from(t).where(eq(t.pageId, pageId));
}
