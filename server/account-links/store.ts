import { and, desc, eq, inArray, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import { ASSURANCES, type ListAccountLinksQuery } from '../../shared/api/account-links.ts';
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

/** The links of a thread that stand, one per site at most. */
export async function selectStandingOfThread(
  at: Reading,
  { pageId, psid }: { readonly pageId: string; readonly psid: string },
): Promise<AccountLinkRow[]> {
  const t = accountLinkTables.of(at).accountLinks;
  return await at.db
    .select()
    .from(t)
    .where(and(eq(t.psid, psid), eq(t.pageId, pageId), isNull(t.removedAt)));
}

/** Gives a link that still stands a stronger proof or a newer name; undefined when it has ended or has that proof already. */
export async function changeLinkRow(
  tx: Tx,
  { id, assurance }: Pick<AccountLinkRow, 'id' | 'assurance'>,
  change: Pick<AccountLinkRow, 'assurance' | 'label'>,
): Promise<AccountLinkRow | undefined> {
  const t = accountLinkTables.of(tx).accountLinks;
  const [row] = await tx.db
    .update(t)
    .set(change)
    .where(and(eq(t.id, id), eq(t.assurance, assurance), isNull(t.removedAt)))
    .returning();
  return row;
}

/** One link, removed or not. */
export async function selectLink(at: Reading, id: string): Promise<AccountLinkRow | undefined> {
  const t = accountLinkTables.of(at).accountLinks;
  const [row] = await at.db.select().from(t).where(eq(t.id, id));
  return row;
}

/** The link that a visit brought about, removed or not: a visit's identity is redeemed once, so there is one at most. */
export async function selectLinkOfVisit(at: Reading, refId: string): Promise<AccountLinkRow | undefined> {
  const t = accountLinkTables.of(at).accountLinks;
  const [row] = await at.db.select().from(t).where(eq(t.refId, refId));
  return row;
}

const FILTERS = ['siteId', 'siteUserId', 'pageId', 'psid'] as const;

/** Links, newest first; removed ones only when asked for. */
export async function selectLinks(at: Reading, query: ListAccountLinksQuery): Promise<AccountLinkRow[]> {
  const t = accountLinkTables.of(at).accountLinks;
  const { cursor, includeRemoved = false, minimumAssurance } = query;
  const asked = FILTERS.filter((name) => query[name]);
  const form = [...FILTERS.map((name) => query[name]), cursor, includeRemoved].map((value) => (value ? 'y' : 'n'));
  const strong = minimumAssurance && ASSURANCES.slice(ASSURANCES.indexOf(minimumAssurance));
  const select = at.prepared(`account-links.list.${form.join('')}.${minimumAssurance ?? ''}`, (db) =>
    db
      .select()
      .from(t)
      .where(
        and(
          ...asked.map((name) => eq(t[name], sql.placeholder(name))),
          includeRemoved ? undefined : isNull(t.removedAt),
          strong ? inArray(t.assurance, strong) : undefined,
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

/**
 * Holds the standing links of these accounts until the transaction ends, so that two changes of accounts come one after the
 * other; answers them.
 */
export async function lockLinksOf(
  tx: Tx,
  siteId: string,
  siteUserIds: readonly string[],
): Promise<Pick<AccountLinkRow, 'id' | 'siteUserId'>[]> {
  const t = accountLinkTables.of(tx).accountLinks;
  return await tx.db
    .update(t)
    .set({ siteUserId: sql`${t.siteUserId}` })
    .where(and(eq(t.siteId, siteId), inArray(t.siteUserId, [...siteUserIds]), isNull(t.removedAt)))
    .returning({ id: t.id, siteUserId: t.siteUserId });
}

/** Changes an account in all its links, or only in those that ended; answers the changed. */
export async function updateLinksOf(
  tx: Tx,
  {
    siteId,
    siteUserId,
    which,
  }: { readonly siteId: string; readonly siteUserId: string; readonly which: 'all' | 'ended' },
  change: Partial<Pick<AccountLinkRow, 'siteUserId' | 'label'>>,
): Promise<AccountLinkRow[]> {
  const t = accountLinkTables.of(tx).accountLinks;
  const hasEnded = which === 'ended' ? isNotNull(t.removedAt) : undefined;
  return await tx.db
    .update(t)
    .set(change)
    .where(and(eq(t.siteUserId, siteUserId), eq(t.siteId, siteId), hasEnded))
    .returning();
}

/** Changes an account in the history. */
export async function updateEventsOf(
  tx: Tx,
  account: { readonly siteId: string; readonly siteUserId: string },
  change: Partial<Pick<AccountLinkEventRow, 'siteUserId' | 'address' | 'agent'>>,
): Promise<void> {
  const t = accountLinkTables.of(tx).accountLinkEvents;
  await tx.db
    .update(t)
    .set(change)
    .where(and(eq(t.siteUserId, account.siteUserId), eq(t.siteId, account.siteId)));
}
