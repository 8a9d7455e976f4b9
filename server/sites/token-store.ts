import { eq, inArray, lt, sql } from 'drizzle-orm';
import type { Reading, Tx } from '../base/storage/index.ts';
import { siteTables } from './tables.ts';

export type OutcomeRow = typeof siteTables.sqlite.userTokenOutcomes.$inferSelect;

/** Claims a token's id for the site; false when it was used before. */
export async function insertUsedToken(tx: Tx, siteId: string, jtiHash: string, expiresAt: Date): Promise<boolean> {
  const rows = await tx.db
    .insert(siteTables.of(tx).usedUserTokens)
    .values({ siteId, jtiHash, expiresAt })
    .onConflictDoNothing()
    .returning();
  return rows.length === 1;
}

/** Forgets the used tokens that have expired by then. */
export async function deleteExpiredTokens(tx: Tx, now: Date): Promise<void> {
  const t = siteTables.of(tx).usedUserTokens;
  await tx.db.delete(t).where(lt(t.expiresAt, now));
}

/** Counts one token that was only looked at. */
export async function countOutcome(tx: Tx, siteId: string, outcome: string): Promise<void> {
  const t = siteTables.of(tx).userTokenOutcomes;
  await tx.db
    .insert(t)
    .values({ siteId, outcome, count: 1 })
    .onConflictDoUpdate({ target: [t.siteId, t.outcome], set: { count: sql`${t.count} + 1` } });
}

/** What was counted for these sites. */
export async function selectOutcomes(at: Reading, siteIds: readonly string[]): Promise<OutcomeRow[]> {
  const t = siteTables.of(at).userTokenOutcomes;
  if (siteIds.length === 0) return [];
  return await at.db
    .select()
    .from(t)
    .where(inArray(t.siteId, [...siteIds]));
}

/** Begins the counting anew. */
export async function deleteOutcomes(tx: Tx, siteId: string): Promise<void> {
  const t = siteTables.of(tx).userTokenOutcomes;
  await tx.db.delete(t).where(eq(t.siteId, siteId));
}
