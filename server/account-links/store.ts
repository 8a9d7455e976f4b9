import { and, desc, eq, isNull, lt } from 'drizzle-orm';
import type { ListAccountLinksQuery } from '../../shared/api/account-links.ts';
import { fetchSize } from '../base/page.ts';
import { placeholders, type Reading, type Tx } from '../base/storage/index.ts';
import { accountLinkTables } from './tables.ts';

export type AccountLinkRow = typeof accountLinkTables.sqlite.accountLinks.$inferSelect;
export type AccountLinkEventRow = typeof accountLinkTables.sqlite.accountLinkEvents.$inferSelect;

/** Adds a link; false when the thread is tied to an account of the site already. */
export async function insertLink(tx: Tx, row: AccountLinkRow): Promise<boolean> {
  const t = accountLinkTables.of(tx).accountLinks;
  const statement = tx.prepared('account-links.insert', (db) =>
    db.insert(t).values(placeholders(row)).onConflictDoNothing().returning({ id: t.id }),
  );
  return (await statement.execute({ ...row })).length === 1;
}

/** Adds a line to the history. */
export async function insertEvent(tx: Tx, row: AccountLinkEventRow): Promise<void> {
  const t = accountLinkTables.of(tx).accountLinkEvents;
  const statement = tx.prepared('account-links.insert-event', (db) => db.insert(t).values(placeholders(row)));
  await statement.execute({ ...row });
}

/** The link of a thread that stands, if any. */
export async function selectStanding(
  at: Reading,
  thread: { readonly siteId: string; readonly pageId: string; readonly psid: string },
): Promise<AccountLinkRow | undefined> {
  const t = accountLinkTables.of(at).accountLinks;
  const [row] = await at.db
    .select()
    .from(t)
    .where(and(eq(t.siteId, thread.siteId), eq(t.pageId, thread.pageId), eq(t.psid, thread.psid), isNull(t.removedAt)));
  return row;
}

/** One link, removed or not. */
export async function selectLink(at: Reading, id: string): Promise<AccountLinkRow | undefined> {
  const t = accountLinkTables.of(at).accountLinks;
  const [row] = await at.db.select().from(t).where(eq(t.id, id));
  return row;
}

/** Links, newest first; removed ones only when asked for. */
export async function selectLinks(at: Reading, query: ListAccountLinksQuery): Promise<AccountLinkRow[]> {
  const t = accountLinkTables.of(at).accountLinks;
  return await at.db
    .select()
    .from(t)
    .where(
      and(
        query.siteId ? eq(t.siteId, query.siteId) : undefined,
        query.siteUserId ? eq(t.siteUserId, query.siteUserId) : undefined,
        query.pageId ? eq(t.pageId, query.pageId) : undefined,
        query.psid ? eq(t.psid, query.psid) : undefined,
        query.includeRemoved ? undefined : isNull(t.removedAt),
        query.cursor ? lt(t.id, query.cursor) : undefined,
      ),
    )
    .orderBy(desc(t.id))
    .limit(fetchSize(query));
}

/** The history, newest first. */
export async function selectEvents(at: Reading, query: ListAccountLinksQuery): Promise<AccountLinkEventRow[]> {
  const t = accountLinkTables.of(at).accountLinkEvents;
  return await at.db
    .select()
    .from(t)
    .where(
      and(
        query.siteId ? eq(t.siteId, query.siteId) : undefined,
        query.siteUserId ? eq(t.siteUserId, query.siteUserId) : undefined,
        query.pageId ? eq(t.pageId, query.pageId) : undefined,
        query.psid ? eq(t.psid, query.psid) : undefined,
        query.cursor ? lt(t.id, query.cursor) : undefined,
      ),
    )
    .orderBy(desc(t.id))
    .limit(fetchSize(query));
}

/** Ends a link that stands; undefined when it does not. */
export async function removeLinkRow(tx: Tx, id: string, at: Date): Promise<AccountLinkRow | undefined> {
  const t = accountLinkTables.of(tx).accountLinks;
  const [row] = await tx.db
    .update(t)
    .set({ removedAt: at })
    .where(and(eq(t.id, id), isNull(t.removedAt)))
    .returning();
  return row;
}
