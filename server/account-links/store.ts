import { and, desc, eq, isNull, lt, sql } from 'drizzle-orm';
import type { ListAccountLinksQuery } from '../../shared/api/account-links.ts';
import { fetchSize } from '../base/page.ts';
import { executeRows, type Gathering, type Reading, type Tx } from '../base/storage/index.ts';
import { accountLinkTables } from './tables.ts';

export type AccountLinkRow = typeof accountLinkTables.sqlite.accountLinks.$inferSelect;
export type AccountLinkEventRow = typeof accountLinkTables.sqlite.accountLinkEvents.$inferSelect;

/** Adds links; answers the ids of those whose thread was not tied to an account of the site already. */
export async function insertLinks(tx: Tx, rows: readonly AccountLinkRow[]): Promise<Set<string>> {
  const t = accountLinkTables.of(tx).accountLinks;
  const runs = await executeRows(tx, 'account-links.insert', rows, (db, slots) =>
    db.insert(t).values(slots).onConflictDoNothing().returning({ id: t.id }),
  );
  return new Set(runs.flat().map((row) => row.id));
}

/** Adds lines to the history. */
export const LINK_EVENTS: Gathering<AccountLinkEventRow> = {
  name: 'account-links.events',
  async write(tx, rows) {
    const t = accountLinkTables.of(tx).accountLinkEvents;
    await executeRows(tx, 'account-links.insert-events', rows, (db, slots) => db.insert(t).values(slots));
  },
};

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

const FILTERS = ['siteId', 'siteUserId', 'pageId', 'psid'] as const;

/** Links, newest first; removed ones only when asked for. */
export async function selectLinks(at: Reading, query: ListAccountLinksQuery): Promise<AccountLinkRow[]> {
  const t = accountLinkTables.of(at).accountLinks;
  const { cursor, includeRemoved = false } = query;
  const asked = FILTERS.filter((name) => query[name]);
  const form = [...FILTERS.map((name) => query[name]), cursor, includeRemoved].map((value) => (value ? 'y' : 'n'));
  const select = at.prepared(`account-links.list.${form.join('')}`, (db) =>
    db
      .select()
      .from(t)
      .where(
        and(
          ...asked.map((name) => eq(t[name], sql.placeholder(name))),
          includeRemoved ? undefined : isNull(t.removedAt),
          cursor ? lt(t.id, sql.placeholder('cursor')) : undefined,
        ),
      )
      .orderBy(desc(t.id))
      .limit(sql.placeholder('limit')),
  );
  return await select.execute({ ...query, limit: fetchSize(query) });
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
