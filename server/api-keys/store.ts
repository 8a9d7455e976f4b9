import { and, desc, eq, isNull, lt, ne, sql } from 'drizzle-orm';
import type { ListQuery } from '../../shared/api/list.ts';
import { fetchSize } from '../base/page.ts';
import type { Reading, Tx } from '../base/storage/index.ts';
import { apiKeyTables } from './tables.ts';

export type ApiKeyRow = typeof apiKeyTables.sqlite.apiKeys.$inferSelect;

/** Adds a key; false when a key with the same hash exists. */
export async function insertKey(tx: Tx, row: ApiKeyRow): Promise<boolean> {
  const rows = await tx.db.insert(apiKeyTables.of(tx).apiKeys).values(row).onConflictDoNothing().returning();
  return rows.length === 1;
}

/** The key with this hash, revoked or not. */
export async function selectKeyByHash(at: Reading, hash: string): Promise<ApiKeyRow | undefined> {
  const t = apiKeyTables.of(at).apiKeys;
  const select = at.prepared('api-keys.by-hash', (db) =>
    db
      .select()
      .from(t)
      .where(eq(t.hash, sql.placeholder('hash'))),
  );
  const [row] = await select.execute({ hash });
  return row;
}

/** Keys, newest first. */
export async function selectKeys(at: Reading, query: ListQuery): Promise<ApiKeyRow[]> {
  const t = apiKeyTables.of(at).apiKeys;
  return await at.db
    .select()
    .from(t)
    .where(query.cursor ? lt(t.id, query.cursor) : undefined)
    .orderBy(desc(t.id))
    .limit(fetchSize(query));
}

/** Revokes a key that is not revoked yet; undefined when there is none. */
export async function revokeKeyRow(tx: Tx, id: string, at: Date): Promise<ApiKeyRow | undefined> {
  const t = apiKeyTables.of(tx).apiKeys;
  const [row] = await tx.db
    .update(t)
    .set({ revokedAt: at })
    .where(and(eq(t.id, id), isNull(t.revokedAt)))
    .returning();
  return row;
}

/** Revokes the keys that came from this source and have another hash; answers their ids. */
export async function revokeSeeded(tx: Tx, source: string, hash: string | null, at: Date): Promise<string[]> {
  const t = apiKeyTables.of(tx).apiKeys;
  const isOther = hash === null ? undefined : ne(t.hash, hash);
  const rows = await tx.db
    .update(t)
    .set({ revokedAt: at })
    .where(and(eq(t.seededAs, source), isNull(t.revokedAt), isOther))
    .returning({ id: t.id });
  return rows.map((row) => row.id);
}
