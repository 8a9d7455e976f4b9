import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Reading, Tx } from '../base/storage/index.ts';
import { siteTables } from './tables.ts';

export type JwksRow = typeof siteTables.sqlite.siteJwks.$inferSelect;

/** What is known of the keys at this address; nothing of an address the site had before. */
export async function selectJwks(at: Reading, siteId: string, url: string): Promise<JwksRow | undefined> {
  const t = siteTables.of(at).siteJwks;
  const [row] = await at.db
    .select()
    .from(t)
    .where(and(eq(t.siteId, siteId), eq(t.url, url)));
  return row;
}

/** The same for several sites, whatever the address. */
export async function selectJwksOf(at: Reading, siteIds: readonly string[]): Promise<JwksRow[]> {
  const t = siteTables.of(at).siteJwks;
  if (siteIds.length === 0) return [];
  return await at.db
    .select()
    .from(t)
    .where(inArray(t.siteId, [...siteIds]));
}

/** Puts the keys of a good answer in the place of what was known. */
export async function putJwks(tx: Tx, row: JwksRow): Promise<void> {
  const t = siteTables.of(tx).siteJwks;
  const { siteId: _, ...rest } = row;
  await tx.db.insert(t).values(row).onConflictDoUpdate({ target: t.siteId, set: rest });
}

/** Writes down that the address gave no good answer; the keys of the last one stay. */
export async function noteJwksFailure(
  tx: Tx,
  { siteId, url, failure, now }: { siteId: string; url: string; failure: string; now: Date },
): Promise<void> {
  const t = siteTables.of(tx).siteJwks;
  const failingSince = sql`coalesce(${t.failingSince}, ${sql.param(now, t.failingSince)})`;
  const [known] = await tx.db
    .update(t)
    .set({ triedAt: now, failure, failingSince })
    .where(and(eq(t.siteId, siteId), eq(t.url, url)))
    .returning({ siteId: t.siteId });
  if (known) return;
  const none = { keys: [], ignored: [], fetchedAt: null };
  await putJwks(tx, { siteId, url, ...none, triedAt: now, failingSince: now, failure });
}

/** Forgets the keys of an address that the site does not name any more. */
export async function deleteJwks(tx: Tx, siteId: string): Promise<void> {
  const t = siteTables.of(tx).siteJwks;
  await tx.db.delete(t).where(eq(t.siteId, siteId));
}
