import { and, eq, gt, inArray, isNull, lt } from 'drizzle-orm';
import type { Reading, Tx } from '../../base/storage/index.ts';
import type { SessionStep } from './session/session-step.ts';
import { loginTables } from './tables.ts';

export type SessionRow = typeof loginTables.sqlite.linkSessions.$inferSelect;
export type WebLinkRow = typeof loginTables.sqlite.webLinks.$inferSelect;
export type RefusedCodeRow = typeof loginTables.sqlite.refusedCodes.$inferSelect;

/** Adds a session. */
export async function insertSession(tx: Tx, row: SessionRow): Promise<void> {
  await tx.db.insert(loginTables.of(tx).linkSessions).values(row);
}

/** The session with this hash of an address, state, ticket or code. */
export async function selectSession(
  at: Reading,
  by: 'idHash' | 'earlierHash' | 'stateHash' | 'ticketHash' | 'codeHash',
  hash: string,
): Promise<SessionRow | undefined> {
  const t = loginTables.of(at).linkSessions;
  const [row] = await at.db.select().from(t).where(eq(t[by], hash));
  return row;
}

/** The session of which an attempt came. */
export async function selectSessionOfAttempt(at: Reading, attemptId: string): Promise<SessionRow | undefined> {
  const t = loginTables.of(at).linkSessions;
  const [row] = await at.db.select().from(t).where(eq(t.attemptId, attemptId));
  return row;
}

/** Changes a session that is at one of these steps; undefined when it has gone on meanwhile, or is over. */
export async function changeSession(
  tx: Tx,
  idHash: string,
  from: readonly SessionStep[],
  change: Partial<SessionRow>,
): Promise<SessionRow | undefined> {
  const t = loginTables.of(tx).linkSessions;
  const [row] = await tx.db
    .update(t)
    .set(change)
    .where(and(eq(t.idHash, idHash), inArray(t.step, [...from])))
    .returning();
  return row;
}

/** Changes the sessions that have proven an account. */
export async function changeSessionsOf(
  tx: Tx,
  { siteId, siteUserId }: { readonly siteId: string; readonly siteUserId: string },
  change: Partial<SessionRow>,
): Promise<void> {
  const t = loginTables.of(tx).linkSessions;
  await tx.db
    .update(t)
    .set(change)
    .where(and(eq(t.siteId, siteId), eq(t.siteUserId, siteUserId)));
}

/** Takes what was parked under a ticket, once, and gives the session another id; undefined for the second who asks. */
export async function spendTicket(
  tx: Tx,
  { idHash, ticketHash }: SessionRow,
  newIdHash: string,
): Promise<SessionRow | undefined> {
  const t = loginTables.of(tx).linkSessions;
  const [row] = await tx.db
    .update(t)
    .set({ idHash: newIdHash, earlierHash: idHash, ticketHash: null, sealedAnswer: null })
    .where(and(eq(t.idHash, idHash), eq(t.ticketHash, ticketHash ?? '')))
    .returning();
  return row;
}

/** Takes the code of a session, once; undefined for the second event that brings it. */
export async function spendCode(tx: Tx, codeHash: string, eventId: string): Promise<SessionRow | undefined> {
  const t = loginTables.of(tx).linkSessions;
  const [row] = await tx.db
    .update(t)
    .set({ codeEventId: eventId, step: 'done', sealedCode: null })
    .where(and(eq(t.codeHash, codeHash), isNull(t.codeEventId), eq(t.step, 'confirmed')))
    .returning();
  return row;
}

/** Forgets some of the sessions that ended before this; answers how many. */
export async function deleteSessions(tx: Tx, before: Date, limit: number): Promise<number> {
  const t = loginTables.of(tx).linkSessions;
  const old = await tx.db.select({ id: t.idHash }).from(t).where(lt(t.expiresAt, before)).limit(limit);
  const ids = old.map(({ id }) => id);
  if (ids.length > 0) await tx.db.delete(t).where(inArray(t.idHash, ids));
  return ids.length;
}

/** Forgets some of the links to the linking pages that ended before this; answers how many. */
export async function deleteWebLinks(tx: Tx, before: Date, limit: number): Promise<number> {
  const t = loginTables.of(tx).webLinks;
  const old = await tx.db.select({ id: t.tokenHash }).from(t).where(lt(t.expiresAt, before)).limit(limit);
  const ids = old.map(({ id }) => id);
  if (ids.length > 0) await tx.db.delete(t).where(inArray(t.tokenHash, ids));
  return ids.length;
}

/** Forgets some of the refusals of codes that are older; answers how many. */
export async function deleteRefusedCodes(tx: Tx, before: Date, limit: number): Promise<number> {
  const t = loginTables.of(tx).refusedCodes;
  const old = await tx.db.select({ id: t.eventId }).from(t).where(lt(t.at, before)).limit(limit);
  const ids = old.map(({ id }) => id);
  if (ids.length > 0) await tx.db.delete(t).where(inArray(t.eventId, ids));
  return ids.length;
}

/** Adds a link to the linking pages. */
export async function insertWebLink(tx: Tx, row: WebLinkRow): Promise<void> {
  await tx.db.insert(loginTables.of(tx).webLinks).values(row);
}

/** The link that can still be used. */
export async function selectWebLink(at: Reading, tokenHash: string, now: Date): Promise<WebLinkRow | undefined> {
  const t = loginTables.of(at).webLinks;
  const [row] = await at.db
    .select()
    .from(t)
    .where(and(eq(t.tokenHash, tokenHash), isNull(t.spentAt), gt(t.expiresAt, now)));
  return row;
}

/** Spends a link, once; false for the second who tries, and when it is too old. */
export async function spendWebLink(tx: Tx, tokenHash: string, now: Date): Promise<boolean> {
  const t = loginTables.of(tx).webLinks;
  const rows = await tx.db
    .update(t)
    .set({ spentAt: now })
    .where(and(eq(t.tokenHash, tokenHash), isNull(t.spentAt), gt(t.expiresAt, now)))
    .returning({ tokenHash: t.tokenHash });
  return rows.length > 0;
}

/** Writes down that a code was refused; the same event again adds nothing. */
export async function insertRefusedCode(tx: Tx, row: RefusedCodeRow): Promise<boolean> {
  const t = loginTables.of(tx).refusedCodes;
  const rows = await tx.db.insert(t).values(row).onConflictDoNothing().returning({ eventId: t.eventId });
  return rows.length > 0;
}
