import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Reading, Tx } from '../base/storage/index.ts';
import { entryPointTables } from './tables.ts';
import type { EntryPointRow } from './store.ts';

/** The origins on which each of these stands for its Page's old markup, in the order of the alphabet. */
export async function selectTakenOver(at: Reading, keys: readonly string[]): Promise<Map<string, string[]>> {
  const t = entryPointTables.of(at).takeovers;
  const out = new Map<string, string[]>(keys.map((key) => [key, []]));
  if (keys.length === 0) return out;
  const rows = await at.db
    .select()
    .from(t)
    .where(inArray(t.entryPointKey, [...keys]))
    .orderBy(asc(t.origin));
  for (const row of rows) out.get(row.entryPointKey)?.push(row.origin);
  return out;
}

/** Gives the entry point these origins and no others; answers those where another one of the Page stands. */
export async function replaceTakenOver(
  tx: Tx,
  owner: { readonly key: string; readonly pageId: string },
  origins: readonly string[],
): Promise<string[]> {
  const t = entryPointTables.of(tx).takeovers;
  await tx.db.delete(t).where(eq(t.entryPointKey, owner.key));
  if (origins.length === 0) return [];
  const rows = origins.map((origin) => ({ pageId: owner.pageId, origin, entryPointKey: owner.key }));
  const stored = new Set(
    (await tx.db.insert(t).values(rows).onConflictDoNothing().returning()).map((row) => row.origin),
  );
  return origins.filter((origin) => !stored.has(origin));
}

/** The entry point that was chosen for the Page's markup on the origin. */
export async function selectChosen(at: Reading, pageId: string, origin: string): Promise<EntryPointRow | undefined> {
  const { entryPoints: t, takeovers } = entryPointTables.of(at);
  const [row] = await at.db
    .select()
    .from(takeovers)
    .innerJoin(t, eq(t.key, takeovers.entryPointKey))
    .where(and(eq(takeovers.pageId, pageId), eq(takeovers.origin, origin)));
  return row?.entry_points;
}

/** The first entry points of the Page that are active, the oldest first. */
export async function selectActiveOfPage(at: Reading, pageId: string, limit: number): Promise<EntryPointRow[]> {
  const t = entryPointTables.of(at).entryPoints;
  return await at.db
    .select()
    .from(t)
    .where(and(eq(t.pageId, pageId), eq(t.status, 'active')))
    .orderBy(asc(t.createdAt), asc(t.key))
    .limit(limit);
}
