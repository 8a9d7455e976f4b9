import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import type { Reading, Tx } from '../../base/storage/index.ts';
import { linkingTables } from '../tables.ts';

export type AttemptRow = typeof linkingTables.sqlite.linkAttempts.$inferSelect;

/** One person and one Page. */
export interface ThreadKey {
  readonly pageId: string;
  readonly psid: string;
}

/** Adds an attempt; false when the thread has one already that is not settled. */
export async function insertAttempt(tx: Tx, row: AttemptRow): Promise<boolean> {
  const t = linkingTables.of(tx).linkAttempts;
  const rows = await tx.db.insert(t).values(row).onConflictDoNothing().returning({ id: t.id });
  return rows.length === 1;
}

/** One attempt, settled or not. */
export async function selectAttempt(at: Reading, id: string): Promise<AttemptRow | undefined> {
  const t = linkingTables.of(at).linkAttempts;
  const [row] = await at.db.select().from(t).where(eq(t.id, id));
  return row;
}

/** Holds an attempt until the transaction ends, so that its answers are judged one after the other. */
export async function lockAttempt(tx: Tx, id: string): Promise<AttemptRow | undefined> {
  const t = linkingTables.of(tx).linkAttempts;
  const [row] = await tx.db
    .update(t)
    .set({ createdAt: sql`${t.createdAt}` })
    .where(eq(t.id, id))
    .returning();
  return row;
}

/** Changes an attempt that is not settled; undefined when it is. */
export async function changeOpen(
  tx: Tx,
  id: string,
  change: Partial<Omit<AttemptRow, 'id'>>,
): Promise<AttemptRow | undefined> {
  const t = linkingTables.of(tx).linkAttempts;
  const [row] = await tx.db
    .update(t)
    .set(change)
    .where(and(eq(t.id, id), isNull(t.settledAt)))
    .returning();
  return row;
}

/** Notes that whoever answered too late was told so; false when that had been done. */
export async function noteLateTold(tx: Tx, id: string, at: Date): Promise<boolean> {
  const t = linkingTables.of(tx).linkAttempts;
  const rows = await tx.db
    .update(t)
    .set({ lateToldAt: at })
    .where(and(eq(t.id, id), isNull(t.lateToldAt)))
    .returning({ id: t.id });
  return rows.length === 1;
}

/** The attempt of a thread at a site that is not settled. */
export async function selectOpenAt(
  at: Reading,
  { siteId, pageId, psid }: ThreadKey & { readonly siteId: string },
): Promise<AttemptRow | undefined> {
  const t = linkingTables.of(at).linkAttempts;
  const [row] = await at.db
    .select()
    .from(t)
    .where(and(eq(t.pageId, pageId), eq(t.psid, psid), eq(t.siteId, siteId), isNull(t.settledAt)));
  return row;
}

/** The attempts of a thread that are not settled, at whichever site, newest first. */
export async function selectOpenOf(at: Reading, { pageId, psid }: ThreadKey): Promise<AttemptRow[]> {
  const t = linkingTables.of(at).linkAttempts;
  const select = at.prepared('linking.open-of', (db) =>
    db
      .select()
      .from(t)
      .where(and(eq(t.pageId, sql.placeholder('pageId')), eq(t.psid, sql.placeholder('psid')), isNull(t.settledAt)))
      .orderBy(desc(t.createdAt), desc(t.id)),
  );
  return await select.execute({ pageId, psid });
}

/** The attempt of a visit that is not settled. */
export async function selectOpenOfVisit(at: Reading, refId: string): Promise<AttemptRow | undefined> {
  const t = linkingTables.of(at).linkAttempts;
  const [row] = await at.db
    .select()
    .from(t)
    .where(and(eq(t.refId, refId), isNull(t.settledAt)));
  return row;
}

/** The attempts for an account of a site that are not settled. */
export async function selectOpenOfAccount(
  at: Reading,
  { siteId, siteUserId }: Pick<AttemptRow, 'siteId' | 'siteUserId'>,
): Promise<AttemptRow[]> {
  const t = linkingTables.of(at).linkAttempts;
  return await at.db
    .select()
    .from(t)
    .where(and(eq(t.siteId, siteId), eq(t.siteUserId, siteUserId), isNull(t.settledAt)));
}

/** Changes the attempts for an account of a site, settled or not. */
export async function changeAttemptsOf(
  tx: Tx,
  { siteId, siteUserId }: Pick<AttemptRow, 'siteId' | 'siteUserId'>,
  change: Partial<AttemptRow>,
): Promise<void> {
  const t = linkingTables.of(tx).linkAttempts;
  await tx.db
    .update(t)
    .set(change)
    .where(and(eq(t.siteId, siteId), eq(t.siteUserId, siteUserId)));
}

/** Whether any attempt at all waits for a chance to ask. */
export async function isAnyWaiting(at: Reading): Promise<boolean> {
  const t = linkingTables.of(at).linkAttempts;
  const select = at.prepared('linking.any-waiting', (db) =>
    db
      .select({ id: t.id })
      .from(t)
      .where(and(isNull(t.settledAt), eq(t.status, 'waiting')))
      .limit(1),
  );
  return (await select.execute()).length > 0;
}

/** Whether any question at all stands in a thread, with its buttons. */
export async function isAnyAsked(at: Reading): Promise<boolean> {
  const t = linkingTables.of(at).linkAttempts;
  const select = at.prepared('linking.any-asked', (db) =>
    db
      .select({ id: t.id })
      .from(t)
      .where(and(isNull(t.settledAt), eq(t.status, 'open'), eq(t.needsThread, true), isNotNull(t.questionId)))
      .limit(1),
  );
  return (await select.execute()).length > 0;
}

/** Some of the attempts whose time is over, oldest first. */
export async function selectOverdue(at: Reading, now: Date, limit: number): Promise<string[]> {
  const t = linkingTables.of(at).linkAttempts;
  const rows = await at.db
    .select({ id: t.id })
    .from(t)
    .where(and(isNull(t.settledAt), lt(t.expiresAt, now)))
    .orderBy(asc(t.expiresAt))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** The numbers that attempts of this thread had lately, newest first. */
export async function selectNumbersOf(at: Reading, { pageId, psid }: ThreadKey, since: Date): Promise<number[]> {
  const t = linkingTables.of(at).linkAttempts;
  const rows = await at.db
    .select({ number: t.number })
    .from(t)
    .where(and(eq(t.pageId, pageId), eq(t.psid, psid), isNotNull(t.number), gt(t.createdAt, since)))
    .orderBy(desc(t.createdAt));
  return rows.flatMap(({ number }) => (number === null ? [] : [number]));
}

/** How many wrong numbers a thread and an account answered at a site since then, in attempts opened since then. */
export async function countWrongNumbers(
  at: Reading,
  { siteId, siteUserId, pageId, psid }: Pick<AttemptRow, 'siteId' | 'siteUserId' | 'pageId' | 'psid'>,
  since: Date,
): Promise<{ readonly ofThread: number; readonly ofAccount: number }> {
  const t = linkingTables.of(at).linkAttempts;
  const isWrong = and(eq(t.siteId, siteId), eq(t.reason, 'wrong_number'), gt(t.createdAt, since));
  const ofThread = await at.db.$count(t, and(eq(t.pageId, pageId), eq(t.psid, psid), isWrong));
  const ofAccount = await at.db.$count(t, and(eq(t.siteUserId, siteUserId), isWrong));
  return { ofThread, ofAccount };
}

/** Deletes some of the settled attempts that are older; answers how many. */
export async function deleteAttempts(tx: Tx, before: Date, limit: number): Promise<number> {
  const t = linkingTables.of(tx).linkAttempts;
  const old = await tx.db
    .select({ id: t.id })
    .from(t)
    .where(and(lt(t.createdAt, before), isNotNull(t.settledAt)))
    .limit(limit);
  const ids = old.map(({ id }) => id);
  if (ids.length > 0) await tx.db.delete(t).where(inArray(t.id, ids));
  return ids.length;
}
