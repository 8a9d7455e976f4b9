import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm';
import type { ListQuery } from '../../shared/api/list.ts';
import { fetchSize } from '../base/page.ts';
import { sha256 } from '../base/crypto/hash.ts';
import type { Reading, Tx } from '../base/storage/index.ts';
import { entryPointTables } from './tables.ts';

export type EntryPointRow = typeof entryPointTables.sqlite.entryPoints.$inferSelect;

/** Adds an entry point; false when its key or code is taken. */
export async function insertEntryPoint(tx: Tx, row: EntryPointRow): Promise<boolean> {
  const t = entryPointTables.of(tx).entryPoints;
  return (await tx.db.insert(t).values(row).onConflictDoNothing().returning()).length === 1;
}

/** Changes an entry point; undefined when there is none. */
export async function updateEntryPointRow(
  tx: Tx,
  key: string,
  change: Partial<EntryPointRow>,
): Promise<EntryPointRow | undefined> {
  const t = entryPointTables.of(tx).entryPoints;
  const [row] = await tx.db.update(t).set(change).where(eq(t.key, key)).returning();
  return row;
}

/** The entry point with this key, whatever its state. */
export async function selectByKey(at: Reading, key: string): Promise<EntryPointRow | undefined> {
  const t = entryPointTables.of(at).entryPoints;
  const select = at.prepared('entry-points.by-key', (db) =>
    db
      .select()
      .from(t)
      .where(eq(t.key, sql.placeholder('key'))),
  );
  const [row] = await select.execute({ key });
  return row;
}

/** The entry point with this code, whatever its state. */
export async function selectByCode(at: Reading, code: string): Promise<EntryPointRow | undefined> {
  const t = entryPointTables.of(at).entryPoints;
  const select = at.prepared('entry-points.by-code', (db) =>
    db
      .select()
      .from(t)
      .where(eq(t.code, sql.placeholder('code'))),
  );
  const [row] = await select.execute({ code });
  return row;
}

/** The entry point that has this alias on the Page, whatever its state. */
export async function selectByAlias(at: Reading, pageId: string, alias: string): Promise<EntryPointRow | undefined> {
  const { entryPoints: t, entryPointAliases: a } = entryPointTables.of(at);
  const select = at.prepared('entry-points.by-alias', (db) =>
    db
      .select()
      .from(a)
      .innerJoin(t, eq(t.key, a.entryPointKey))
      .where(and(eq(a.pageId, sql.placeholder('pageId')), eq(a.aliasHash, sql.placeholder('aliasHash')))),
  );
  const [row] = await select.execute({ pageId, aliasHash: sha256(alias) });
  return row?.entry_points;
}

/** Entry points by key, archived ones too. */
export async function selectPageOfList(
  at: Reading,
  query: ListQuery & { readonly siteId?: string | undefined; readonly pageId?: string | undefined },
): Promise<EntryPointRow[]> {
  const t = entryPointTables.of(at).entryPoints;
  return await at.db
    .select()
    .from(t)
    .where(
      and(
        query.siteId ? eq(t.siteId, query.siteId) : undefined,
        query.pageId ? eq(t.pageId, query.pageId) : undefined,
        query.cursor ? gt(t.key, query.cursor) : undefined,
      ),
    )
    .orderBy(asc(t.key))
    .limit(fetchSize(query));
}

/** The sites that have an entry point of the Page, archived ones too. */
export async function selectSitesOfPage(at: Reading, pageId: string): Promise<string[]> {
  const t = entryPointTables.of(at).entryPoints;
  const select = at.prepared('entry-points.sites-of-page', (db) =>
    db
      .selectDistinct({ siteId: t.siteId })
      .from(t)
      .where(eq(t.pageId, sql.placeholder('pageId')))
      .orderBy(asc(t.siteId)),
  );
  return (await select.execute({ pageId })).map(({ siteId }) => siteId);
}

/** The aliases of each key, in the order of the alphabet. */
export async function selectAliases(at: Reading, keys: readonly string[]): Promise<Map<string, string[]>> {
  const t = entryPointTables.of(at).entryPointAliases;
  const out = new Map<string, string[]>(keys.map((key) => [key, []]));
  if (keys.length === 0) return out;
  const rows = await at.db
    .select()
    .from(t)
    .where(inArray(t.entryPointKey, [...keys]))
    .orderBy(asc(t.alias));
  for (const row of rows) out.get(row.entryPointKey)?.push(row.alias);
  return out;
}

/** Gives the entry point these aliases and no others; answers those that belong to another one on the Page. */
export async function replaceAliases(
  tx: Tx,
  owner: { readonly key: string; readonly pageId: string },
  aliases: readonly string[],
): Promise<string[]> {
  const t = entryPointTables.of(tx).entryPointAliases;
  await tx.db.delete(t).where(eq(t.entryPointKey, owner.key));
  if (aliases.length === 0) return [];
  const rows = aliases.map((alias) => ({
    pageId: owner.pageId,
    entryPointKey: owner.key,
    alias,
    aliasHash: sha256(alias),
  }));
  const stored = await tx.db.insert(t).values(rows).onConflictDoNothing().returning();
  const mine = new Set(stored.map((row) => row.alias));
  return aliases.filter((alias) => !mine.has(alias));
}
