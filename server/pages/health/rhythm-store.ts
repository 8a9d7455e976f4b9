import { eq } from 'drizzle-orm';
import type { Reading, Tx } from '../../base/storage/index.ts';
import { pageHealthTables } from './tables.ts';

export type RhythmRow = typeof pageHealthTables.sqlite.pageRhythms.$inferSelect;

/** What was learned of a Page's rhythm. */
export async function selectRhythm(at: Reading, pageId: string): Promise<RhythmRow | undefined> {
  const t = pageHealthTables.of(at).pageRhythms;
  const [row] = await at.db.select().from(t).where(eq(t.pageId, pageId));
  return row;
}

/** Keeps what was learned. */
export async function upsertRhythm(tx: Tx, row: RhythmRow): Promise<void> {
  const t = pageHealthTables.of(tx).pageRhythms;
  const { untilHour, counts } = row;
  await tx.db.insert(t).values(row).onConflictDoUpdate({ target: t.pageId, set: { untilHour, counts } });
}
