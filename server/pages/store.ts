import { and, asc, desc, eq, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import type { ListQuery } from '../../shared/api/list.ts';
import type { Check } from '../../shared/api/pages.ts';
import { fetchSize } from '../base/page.ts';
import type { Reading, Tx } from '../base/storage/index.ts';
import { pageTables } from './tables.ts';

export type PageRow = typeof pageTables.sqlite.pages.$inferSelect;
export type TokenRow = typeof pageTables.sqlite.pageTokens.$inferSelect;
export type PageChecksRow = typeof pageTables.sqlite.pageChecks.$inferSelect;

/** One app and one Page: what a token, a subscription and a look belong to. */
export interface AppPage {
  readonly pageId: string;
  readonly appId: string;
}

/** Adds the page or changes what is known of it; answers the row as it is then. A Page that was left is taken up again. */
export async function upsertPage(tx: Tx, row: PageRow): Promise<PageRow> {
  const t = pageTables.of(tx).pages;
  const { name, platform, username, instagramId, linkedPageId, updatedAt } = row;
  const known = Object.entries({ username, instagramId, linkedPageId }).filter(([, value]) => value !== null);
  const links = Object.fromEntries(known);
  const [stored] = await tx.db
    .insert(t)
    .values(row)
    .onConflictDoUpdate({ target: t.id, set: { name, platform, ...links, disconnectedAt: null, updatedAt } })
    .returning();
  return stored ?? row;
}

/** Changes a Page; undefined when there is none. */
export async function updatePageRow(tx: Tx, id: string, change: Partial<PageRow>): Promise<PageRow | undefined> {
  const t = pageTables.of(tx).pages;
  const [row] = await tx.db.update(t).set(change).where(eq(t.id, id)).returning();
  return row;
}

/** Adds an app's token for a Page, or replaces the one there is. */
export async function upsertToken(tx: Tx, row: TokenRow): Promise<void> {
  const t = pageTables.of(tx).pageTokens;
  const { appId: _appId, pageId: _pageId, ...change } = row;
  await tx.db
    .insert(t)
    .values(row)
    .onConflictDoUpdate({ target: [t.appId, t.pageId], set: change });
}

/** Notes what is known of a token, if it is still the one that was looked at; false when another took its place. */
export async function updateTokenRow(tx: Tx, token: TokenRow, change: Partial<TokenRow>): Promise<boolean> {
  const t = pageTables.of(tx).pageTokens;
  const isSame = and(isToken(t, token), eq(t.sealedToken, token.sealedToken));
  return (await tx.db.update(t).set(change).where(isSame).returning({ pageId: t.pageId })).length === 1;
}

/** The token that an app has for a Page. */
export async function selectToken(at: Reading, key: AppPage): Promise<TokenRow | undefined> {
  const t = pageTables.of(at).pageTokens;
  const [row] = await at.db.select().from(t).where(isToken(t, key));
  return row;
}

/** The tokens of these Pages, by app. */
export async function selectTokens(at: Reading, pageIds: readonly string[]): Promise<TokenRow[]> {
  const t = pageTables.of(at).pageTokens;
  return await at.db
    .select()
    .from(t)
    .where(inArray(t.pageId, [...pageIds]))
    .orderBy(asc(t.pageId), asc(t.appId));
}

/** Drops a token, if it is still the one that was looked at; false when another took its place. */
export async function deleteToken(tx: Tx, token: TokenRow): Promise<boolean> {
  const t = pageTables.of(tx).pageTokens;
  const isSame = and(isToken(t, token), eq(t.sealedToken, token.sealedToken));
  return (await tx.db.delete(t).where(isSame).returning({ pageId: t.pageId })).length === 1;
}

/** The tokens that an app has, of all Pages. */
export async function selectTokensOf(at: Reading, appId: string): Promise<TokenRow[]> {
  const t = pageTables.of(at).pageTokens;
  return await at.db.select().from(t).where(eq(t.appId, appId));
}

/** The Page with this id. */
export async function selectPage(at: Reading, id: string): Promise<PageRow | undefined> {
  const t = pageTables.of(at).pages;
  const [row] = await at.db.select().from(t).where(eq(t.id, id));
  return row;
}

/** Those of these Pages that are known. */
export async function selectByIds(at: Reading, ids: readonly string[]): Promise<PageRow[]> {
  const t = pageTables.of(at).pages;
  return await at.db
    .select()
    .from(t)
    .where(inArray(t.id, [...ids]));
}

/** Those of these Pages that are connected. */
export async function selectConnected(at: Reading, ids: readonly string[]): Promise<PageRow[]> {
  const t = pageTables.of(at).pages;
  return await at.db
    .select()
    .from(t)
    .where(and(inArray(t.id, [...ids]), isNull(t.disconnectedAt)));
}

/** Connected Pages that share the subscription of this one: a Page and its Instagram account. */
export async function selectSiblings(at: Reading, page: PageRow): Promise<PageRow[]> {
  const t = pageTables.of(at).pages;
  const told = [page.linkedPageId, page.instagramId].filter((id) => id !== null);
  const isSibling = or(eq(t.linkedPageId, page.id), eq(t.instagramId, page.id), inArray(t.id, told));
  return await at.db
    .select()
    .from(t)
    .where(and(isSibling, isNull(t.disconnectedAt)));
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

/** Keeps what was seen at a look, unless a later look was kept already. */
export async function upsertChecks(tx: Tx, row: PageChecksRow): Promise<void> {
  const t = pageTables.of(tx).pageChecks;
  const { checks, checkedAt } = row;
  await tx.db
    .insert(t)
    .values(row)
    .onConflictDoUpdate({
      target: [t.pageId, t.appId],
      set: { checks, checkedAt },
      setWhere: sql`${t.checkedAt} <= excluded.checked_at`,
    });
}

/** What was seen of these Pages, by app. */
export async function selectChecks(at: Reading, pageIds: readonly string[]): Promise<PageChecksRow[]> {
  const t = pageTables.of(at).pageChecks;
  return await at.db
    .select()
    .from(t)
    .where(inArray(t.pageId, [...pageIds]))
    .orderBy(asc(t.pageId), asc(t.appId));
}

/** What was seen of a Page through one app. */
export async function selectChecksOf(at: Reading, key: AppPage): Promise<readonly Check[]> {
  const t = pageTables.of(at).pageChecks;
  const [row] = await at.db
    .select()
    .from(t)
    .where(and(eq(t.pageId, key.pageId), eq(t.appId, key.appId)));
  return row?.checks ?? [];
}

/** Forgets what was seen of a Page through these apps. */
export async function deleteChecks(tx: Tx, pageId: string, appIds: readonly string[]): Promise<void> {
  const t = pageTables.of(tx).pageChecks;
  await tx.db.delete(t).where(and(eq(t.pageId, pageId), inArray(t.appId, [...appIds])));
}

function isToken(t: typeof pageTables.sqlite.pageTokens, { appId, pageId }: AppPage) {
  return and(eq(t.appId, appId), eq(t.pageId, pageId));
}
