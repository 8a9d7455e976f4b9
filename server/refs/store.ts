import { and, asc, eq, gte, inArray, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import { executeRows, type Reading, type Tx } from '../base/storage/index.ts';
import { refTables } from './tables.ts';

export type RefRow = typeof refTables.sqlite.refs.$inferSelect;
export type StageRow = Omit<typeof refTables.sqlite.visitStages.$inferSelect, 'seq'>;

/** Adds a row; false when the ref's hash is known already (on Postgres it waits for whoever is just adding it). */
export async function insertRef(tx: Tx, row: RefRow): Promise<boolean> {
  const rows = await tx.db.insert(refTables.of(tx).refs).values(row).onConflictDoNothing().returning();
  return rows.length === 1;
}

/** Changes what the visit's page is asked. */
export async function updateQuestion(tx: Tx, id: string, question: RefRow['question']): Promise<void> {
  const t = refTables.of(tx).refs;
  await tx.db.update(t).set({ question }).where(eq(t.id, id));
}

/** Completes the row an early arrival left behind; undefined when the visit is registered already. */
export async function registerAwaitedRef(
  tx: Tx,
  hash: string,
  change: Omit<RefRow, 'id' | 'hash' | 'awaitedAt' | 'redeemedAt' | 'redeemedPsid' | 'question'>,
): Promise<RefRow | undefined> {
  const t = refTables.of(tx).refs;
  const [row] = await tx.db
    .update(t)
    .set(change)
    .where(and(eq(t.hash, hash), isNull(t.registeredAt)))
    .returning();
  return row;
}

/** Holds the row of a ref that is not registered until the transaction ends; undefined when it is registered. */
export async function lockAwaitedRef(tx: Tx, hash: string): Promise<RefRow | undefined> {
  const t = refTables.of(tx).refs;
  const [row] = await tx.db
    .update(t)
    .set({ awaitedAt: sql`${t.awaitedAt}` })
    .where(and(eq(t.hash, hash), isNull(t.registeredAt)))
    .returning();
  return row;
}

/** The row of the ref with this hash, registered or awaited. */
export async function selectByHash(at: Reading, hash: string): Promise<RefRow | undefined> {
  const t = refTables.of(at).refs;
  const select = at.prepared('refs.by-hash', (db) =>
    db
      .select()
      .from(t)
      .where(eq(t.hash, sql.placeholder('hash'))),
  );
  const [row] = await select.execute({ hash });
  return row;
}

/** The row with this id. */
export async function selectById(at: Reading, id: string): Promise<RefRow | undefined> {
  const t = refTables.of(at).refs;
  const [row] = await at.db.select().from(t).where(eq(t.id, id));
  return row;
}

/**
 * Claims a registered ref for a person if nobody has and its context has not expired then; undefined when it cannot be
 * claimed. Race-safe by the condition, not by a prior read.
 */
export async function claimRef(tx: Tx, hash: string, psid: string, at: Date): Promise<RefRow | undefined> {
  const t = refTables.of(tx).refs;
  const slot = sql.placeholder;
  const statement = tx.prepared('refs.claim', (db) =>
    db
      .update(t)
      .set({ redeemedPsid: sql`${slot('psid')}`, redeemedAt: sql`${sql.param(slot('at'), t.redeemedAt)}` })
      .where(
        and(
          eq(t.hash, slot('hash')),
          isNull(t.redeemedPsid),
          isNotNull(t.registeredAt),
          gte(t.contextExpiresAt, sql.param(slot('at'), t.contextExpiresAt)),
        ),
      )
      .returning(),
  );
  const [row] = await statement.execute({ hash, psid, at });
  return row;
}

/** Records stages in their order; answers the visits of those that were not reached before. */
export async function insertStages(tx: Tx, rows: readonly StageRow[]): Promise<string[]> {
  const t = refTables.of(tx).visitStages;
  const runs = await executeRows(tx, 'refs.insert-stages', rows, (db, slots) =>
    db.insert(t).values(slots).onConflictDoNothing().returning({ refId: t.refId }),
  );
  return runs.flat().map((row) => row.refId);
}

/** The stages a visit has reached, in their order. */
export async function selectStages(at: Reading, refId: string): Promise<StageRow[]> {
  const t = refTables.of(at).visitStages;
  return await at.db.select().from(t).where(eq(t.refId, refId)).orderBy(asc(t.seq));
}

/** The entry points that visits of this account came through, whatever the site: an account means nothing without it. */
export async function selectEntryPointsOf(at: Reading, siteUserId: string): Promise<string[]> {
  const t = refTables.of(at).refs;
  const rows = await at.db.selectDistinct({ key: t.entryPointKey }).from(t).where(eq(t.siteUserId, siteUserId));
  return rows.map((row) => row.key);
}

/** Changes the account of the visits that came through these entry points. */
export async function updateSiteUser(
  tx: Tx,
  { siteUserId, entryPoints }: { readonly siteUserId: string; readonly entryPoints: readonly string[] },
  change: Partial<Pick<RefRow, 'siteUserId' | 'siteUserLabel' | 'siteUserContext' | 'address' | 'agent'>>,
): Promise<void> {
  const t = refTables.of(tx).refs;
  const isOwn = inArray(t.entryPointKey, [...entryPoints]);
  await tx.db
    .update(t)
    .set(change)
    .where(and(eq(t.siteUserId, siteUserId), isOwn));
}

/** Forgets what some of the visits whose context has expired carried; answers how many. That they existed stays known. */
export async function forgetContexts(tx: Tx, now: Date, limit: number): Promise<number> {
  const t = refTables.of(tx).refs;
  const expired = await tx.db
    .select({ id: t.id })
    .from(t)
    .where(and(lt(t.contextExpiresAt, now), isNotNull(t.watchSecretHash)))
    .limit(limit);
  const ids = expired.map((row) => row.id);
  if (ids.length === 0) return 0;
  const noUser = { siteUserId: null, siteUserLabel: null, siteUserContext: null, address: null, agent: null };
  const nothing = { dataRef: null, landing: null, watchSecretHash: null, ...noUser };
  await tx.db.update(t).set(nothing).where(inArray(t.id, ids));
  return ids.length;
}

/** Forgets where accounts were proven whose time to be redeemed is over; answers how many. What came of them has its own. */
export async function forgetPlaces(tx: Tx, now: Date, limit: number): Promise<number> {
  const t = refTables.of(tx).refs;
  const over = await tx.db
    .select({ id: t.id })
    .from(t)
    .where(and(lt(t.identityExpiresAt, now), isNotNull(t.address)))
    .limit(limit);
  const ids = over.map((row) => row.id);
  if (ids.length > 0) await tx.db.update(t).set({ address: null, agent: null }).where(inArray(t.id, ids));
  return ids.length;
}

/** Deletes some of the rows whose context expired before then, with their stages; answers how many. */
export async function deleteRefs(tx: Tx, before: Date, limit: number): Promise<number> {
  const t = refTables.of(tx).refs;
  const expired = await tx.db.select({ id: t.id }).from(t).where(lt(t.contextExpiresAt, before)).limit(limit);
  const ids = expired.map((row) => row.id);
  if (ids.length > 0) await tx.db.delete(t).where(inArray(t.id, ids));
  return ids.length;
}
