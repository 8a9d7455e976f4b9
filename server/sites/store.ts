import { and, desc, eq, lt } from 'drizzle-orm';
import type { ListQuery } from '../../shared/api/list.ts';
import { fetchSize } from '../base/page.ts';
import type { Reading, Tx } from '../base/storage/index.ts';
import { siteTables } from './tables.ts';

export type SiteRow = typeof siteTables.sqlite.sites.$inferSelect;

/** Adds a site. */
export async function insertSite(tx: Tx, row: SiteRow): Promise<void> {
  await tx.db.insert(siteTables.of(tx).sites).values(row);
}

/** Changes a site; undefined when there is none. */
export async function updateSiteRow(tx: Tx, id: string, change: Partial<SiteRow>): Promise<SiteRow | undefined> {
  const t = siteTables.of(tx).sites;
  const [row] = await tx.db.update(t).set(change).where(eq(t.id, id)).returning();
  return row;
}

/** The site as it is now, kept from every other write until this one ends; undefined when there is none. */
export async function lockSite(tx: Tx, id: string, now: Date): Promise<SiteRow | undefined> {
  return await updateSiteRow(tx, id, { updatedAt: now });
}

/** The site with this id. */
export async function selectSite(at: Reading, id: string): Promise<SiteRow | undefined> {
  const t = siteTables.of(at).sites;
  const [row] = await at.db.select().from(t).where(eq(t.id, id));
  return row;
}

/** Sites, newest first; `siteId` narrows to one. */
export async function selectSites(at: Reading, query: ListQuery, siteId: string | null): Promise<SiteRow[]> {
  const t = siteTables.of(at).sites;
  return await at.db
    .select()
    .from(t)
    .where(and(siteId ? eq(t.id, siteId) : undefined, query.cursor ? lt(t.id, query.cursor) : undefined))
    .orderBy(desc(t.id))
    .limit(fetchSize(query));
}
