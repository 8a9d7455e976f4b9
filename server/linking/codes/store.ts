import { and, asc, count, desc, eq, gt, inArray, isNull, lt } from 'drizzle-orm';
import type { Reading, Tx } from '../../base/storage/index.ts';
import type { AttemptStatus } from '../attempts/attempt.ts';
import { linkingTables } from '../tables.ts';
import { linkCodeTables } from './tables.ts';

export type LinkCodeRow = typeof linkCodeTables.sqlite.linkCodes.$inferSelect;
export type TryRow = typeof linkCodeTables.sqlite.linkCodeTries.$inferSelect;

/** Adds a code; false when there is one like it. */
export async function insertLinkCode(tx: Tx, row: LinkCodeRow): Promise<boolean> {
  const t = linkCodeTables.of(tx).linkCodes;
  return (await tx.db.insert(t).values(row).onConflictDoNothing().returning({ hash: t.hash })).length === 1;
}

/** How many codes have been given out since then, to an account, at a site or for a Page. */
export async function countLinkCodes(
  at: Reading,
  by: 'accountHash' | 'siteId' | 'pageId',
  value: string,
  since: Date,
): Promise<number> {
  const t = linkCodeTables.of(at).linkCodes;
  const [row] = await at.db
    .select({ codes: count() })
    .from(t)
    .where(and(eq(t[by], value), gt(t.createdAt, since)));
  return row?.codes ?? 0;
}

/** Whether codes have been given out for a Page since then. */
export async function hadLinkCodes(at: Reading, pageId: string, since: Date): Promise<boolean> {
  const t = linkCodeTables.of(at).linkCodes;
  const rows = await at.db
    .select({ hash: t.hash })
    .from(t)
    .where(and(eq(t.pageId, pageId), gt(t.createdAt, since)))
    .limit(1);
  return rows.length > 0;
}

/** The code with one of these hashes, whatever became of it. */
export async function selectLinkCode(at: Reading, hashes: readonly string[]): Promise<LinkCodeRow | undefined> {
  const t = linkCodeTables.of(at).linkCodes;
  const [row] = await at.db
    .select()
    .from(t)
    .where(inArray(t.hash, [...hashes]));
  return row;
}

/** Uses a code up, for one person; false for the second, also of two at the same time. */
export async function spendLinkCode(
  tx: Tx,
  hash: string,
  use: { readonly psid: string; readonly at: Date },
): Promise<boolean> {
  const t = linkCodeTables.of(tx).linkCodes;
  const rows = await tx.db
    .update(t)
    .set({ usedPsid: use.psid, usedAt: use.at })
    .where(and(eq(t.hash, hash), isNull(t.usedAt)))
    .returning({ hash: t.hash });
  return rows.length === 1;
}

/** What a person has sent a Page since then that was no code, or came while it took none, oldest first. */
export async function selectTries(
  at: Reading,
  { pageId, psid }: Pick<TryRow, 'pageId' | 'psid'>,
  since: Date,
): Promise<TryRow[]> {
  const t = linkCodeTables.of(at).linkCodeTries;
  return await at.db
    .select()
    .from(t)
    .where(and(eq(t.pageId, pageId), eq(t.psid, psid), gt(t.at, since)))
    .orderBy(asc(t.at), asc(t.eventId));
}

/** How many codes that were none a Page has got since then, from everybody, while it took codes. */
export async function countTries(at: Reading, pageId: string, since: Date): Promise<number> {
  const t = linkCodeTables.of(at).linkCodeTries;
  const [row] = await at.db
    .select({ tries: count() })
    .from(t)
    .where(and(eq(t.pageId, pageId), gt(t.at, since), eq(t.wasClosed, false)));
  return row?.tries ?? 0;
}

/** Writes a try down; false when this event has been counted. */
export async function insertTry(tx: Tx, row: TryRow): Promise<boolean> {
  const t = linkCodeTables.of(tx).linkCodeTries;
  return (await tx.db.insert(t).values(row).onConflictDoNothing().returning({ id: t.eventId })).length === 1;
}

/** Notes that somebody was told of the pause this try began; false when that had been done. */
export async function notePauseTold(tx: Tx, eventId: string): Promise<boolean> {
  const t = linkCodeTables.of(tx).linkCodeTries;
  const rows = await tx.db
    .update(t)
    .set({ isPauseTold: true })
    .where(and(eq(t.eventId, eventId), eq(t.isPauseTold, false)))
    .returning({ id: t.eventId });
  return rows.length === 1;
}

/** Where the newest attempt of a visit stands. */
export async function selectStatusOfVisit(at: Reading, refId: string): Promise<AttemptStatus | undefined> {
  const t = linkingTables.of(at).linkAttempts;
  const [row] = await at.db
    .select({ status: t.status })
    .from(t)
    .where(eq(t.refId, refId))
    .orderBy(desc(t.createdAt), desc(t.id))
    .limit(1);
  return row?.status;
}

/** Forgets some of the codes that are older; answers how many. */
export async function deleteCodes(tx: Tx, before: Date, limit: number): Promise<number> {
  const t = linkCodeTables.of(tx).linkCodes;
  const old = await tx.db.select({ hash: t.hash }).from(t).where(lt(t.createdAt, before)).limit(limit);
  const hashes = old.map(({ hash }) => hash);
  if (hashes.length > 0) await tx.db.delete(t).where(inArray(t.hash, hashes));
  return hashes.length;
}

/** Forgets some of the tries that are older; answers how many. */
export async function deleteTries(tx: Tx, before: Date, limit: number): Promise<number> {
  const t = linkCodeTables.of(tx).linkCodeTries;
  const old = await tx.db.select({ id: t.eventId }).from(t).where(lt(t.at, before)).limit(limit);
  const ids = old.map(({ id }) => id);
  if (ids.length > 0) await tx.db.delete(t).where(inArray(t.eventId, ids));
  return ids.length;
}
