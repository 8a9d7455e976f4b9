import { asc, eq } from 'drizzle-orm';
import type { Reading, Tx } from '../base/storage/index.ts';
import { appTables } from './tables.ts';

export type AppRow = typeof appTables.sqlite.apps.$inferSelect;

/** Adds an app, or replaces the credentials of the one there is. */
export async function upsertApp(tx: Tx, row: AppRow): Promise<void> {
  const t = appTables.of(tx).apps;
  const { sealedSecrets, sealedVerifyToken, seedDigest, updatedAt } = row;
  await tx.db
    .insert(t)
    .values(row)
    .onConflictDoUpdate({ target: t.id, set: { sealedSecrets, sealedVerifyToken, seedDigest, updatedAt } });
}

/** One app by its id, or all (null), oldest first. */
export async function selectApps(at: Reading, id: string | null): Promise<AppRow[]> {
  const t = appTables.of(at).apps;
  return await at.db
    .select()
    .from(t)
    .where(id === null ? undefined : eq(t.id, id))
    .orderBy(asc(t.createdAt));
}

/** Deletes an app; false when there is none. */
export async function deleteApp(tx: Tx, id: string): Promise<boolean> {
  const t = appTables.of(tx).apps;
  return (await tx.db.delete(t).where(eq(t.id, id)).returning({ id: t.id })).length === 1;
}
