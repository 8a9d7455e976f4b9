import { and, eq, gt, gte, inArray, sql } from 'drizzle-orm';
import type { Reading, Tx } from '../base/storage/index.ts';
import { pageTables } from './tables.ts';

export type PageSigns = typeof pageTables.sqlite.pageSigns.$inferSelect;

/** Notes that an event of the Page came; the newest of each kind of sign stays. */
export async function upsertSigns(tx: Tx, row: PageSigns): Promise<void> {
  const t = pageTables.of(tx).pageSigns;
  const newest = sql`case when ${t.lastEventAt} > excluded.last_event_at then ${t.lastEventAt} else excluded.last_event_at end`;
  const isNewer = sql`excluded.last_person_at is not null and (${t.lastPersonAt} is null or excluded.last_person_at >= ${t.lastPersonAt})`;
  await tx.db
    .insert(t)
    .values(row)
    .onConflictDoUpdate({
      target: t.pageId,
      set: {
        lastEventAt: newest,
        lastPsid: sql`case when ${isNewer} then excluded.last_psid else ${t.lastPsid} end`,
        lastPersonAt: sql`case when ${isNewer} then excluded.last_person_at else ${t.lastPersonAt} end`,
        personHeardAt: sql`case when ${isNewer} then excluded.person_heard_at else ${t.personHeardAt} end`,
      },
    });
}

/** What events say of these Pages. */
export async function selectSigns(at: Reading, pageIds: readonly string[]): Promise<PageSigns[]> {
  const t = pageTables.of(at).pageSigns;
  return await at.db
    .select()
    .from(t)
    .where(inArray(t.pageId, [...pageIds]));
}

/** The Pages among these of which an event was received at or after the instant. */
export async function selectHeardSince(at: Reading, pageIds: readonly string[], since: Date): Promise<string[]> {
  const t = pageTables.of(at).pageSigns;
  const rows = await at.db
    .select({ pageId: t.pageId })
    .from(t)
    .where(and(inArray(t.pageId, [...pageIds]), gte(t.lastEventAt, since)));
  return rows.map((row) => row.pageId);
}

/** The connections that wait for the first event of this Page, and for nothing else before it. */
export async function selectWaitingConnections(at: Reading, pageId: string): Promise<string[]> {
  const t = pageTables.of(at).pageConnectionSteps;
  const rows = await at.db
    .select({ id: t.connectionId })
    .from(t)
    .where(and(eq(t.pageId, pageId), eq(t.name, 'first_event'), eq(t.state, 'waiting'), gt(t.tries, 0)));
  return rows.map((row) => row.id);
}
