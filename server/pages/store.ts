import { desc, eq, lt } from 'drizzle-orm';
import type { ListQuery } from '../../shared/api/list.ts';
import { fetchSize } from '../base/page.ts';
import type { Reading, Tx } from '../base/storage/index.ts';
import { pageTables } from './tables.ts';

export type PageRow = typeof pageTables.sqlite.pages.$inferSelect;

/** Adds the page or changes its name and platform; answers the row as it is then. */
export async function upsertPage(tx: Tx, row: PageRow): Promise<PageRow> {
  const t = pageTables.of(tx).pages;
  const { name, platform, updatedAt } = row;
  const [stored] = await tx.db
    .insert(t)
    .values(row)
    .onConflictDoUpdate({ target: t.id, set: { name, platform, updatedAt } })
    .returning();
  return stored ?? row;
}

/** Adds an app's token for a Page, or replaces the one there is. */
export async function upsertToken(tx: Tx, row: typeof pageTables.sqlite.pageTokens.$inferSelect): Promise<void> {
  const t = pageTables.of(tx).pageTokens;
  const { sealedToken, updatedAt } = row;
  await tx.db
    .insert(t)
    .values(row)
    .onConflictDoUpdate({ target: [t.appId, t.pageId], set: { sealedToken, updatedAt } });
}

/** The Page with this id. */
export async function selectPage(at: Reading, id: string): Promise<PageRow | undefined> {
  const t = pageTables.of(at).pages;
  const [row] = await at.db.select().from(t).where(eq(t.id, id));
  return row;
}

/** Pages by id, highest first. */
export async function selectPages(at: Reading, query: ListQuery): Promise<PageRow[]> {
  const t = pageTables.of(at).pages;
  return await at.db
    .select()
    .from(t)
    .where(query.cursor ? lt(t.id, query.cursor) : undefined)
    .orderBy(desc(t.id))
    .limit(fetchSize(query));
}
