import { and, desc, eq, inArray, isNotNull, lt, sql } from 'drizzle-orm';
import type { ListQuery } from '../../../shared/api/list.ts';
import { fetchSize } from '../../base/page.ts';
import type { Reading, Tx } from '../../base/storage/index.ts';
import { pageTables } from '../tables.ts';

export type ConnectionRow = typeof pageTables.sqlite.pageConnections.$inferSelect;
export type StepRow = typeof pageTables.sqlite.pageConnectionSteps.$inferSelect;

/** Adds a connection. */
export async function insertConnection(tx: Tx, row: ConnectionRow): Promise<void> {
  await tx.db.insert(pageTables.of(tx).pageConnections).values(row);
}

/** Changes a connection; undefined when there is none. */
export async function updateConnection(
  tx: Tx,
  id: string,
  change: Partial<ConnectionRow>,
): Promise<ConnectionRow | undefined> {
  const t = pageTables.of(tx).pageConnections;
  const [row] = await tx.db.update(t).set(change).where(eq(t.id, id)).returning();
  return row;
}

/** The connection with this id. */
export async function selectConnection(at: Reading, id: string): Promise<ConnectionRow | undefined> {
  const t = pageTables.of(at).pageConnections;
  const [row] = await at.db.select().from(t).where(eq(t.id, id));
  return row;
}

/** Connections, newest first. */
export async function selectConnections(at: Reading, query: ListQuery): Promise<ConnectionRow[]> {
  const t = pageTables.of(at).pageConnections;
  return await at.db
    .select()
    .from(t)
    .where(query.cursor ? lt(t.id, query.cursor) : undefined)
    .orderBy(desc(t.id))
    .limit(fetchSize(query));
}

/** Forgets the user tokens of connections that have expired by then; answers how many. */
export async function deleteExpiredUserTokens(tx: Tx, now: Date): Promise<number> {
  const t = pageTables.of(tx).pageConnections;
  const isOver = and(lt(t.expiresAt, now), isNotNull(t.sealedUserToken));
  return (await tx.db.update(t).set({ sealedUserToken: null }).where(isOver).returning({ id: t.id })).length;
}

/** Adds steps; those that are there stay as they are. */
export async function insertSteps(tx: Tx, rows: readonly StepRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.db
    .insert(pageTables.of(tx).pageConnectionSteps)
    .values([...rows])
    .onConflictDoNothing();
}

/** Notes how a step went, unless it was asked for anew meanwhile. */
export async function upsertStep(tx: Tx, row: StepRow): Promise<void> {
  const t = pageTables.of(tx).pageConnectionSteps;
  const { state, tries, problem, detail, fix, at } = row;
  await tx.db
    .insert(t)
    .values(row)
    .onConflictDoUpdate({
      target: [t.connectionId, t.name, t.pageId],
      set: { state, tries, problem, detail, fix, at },
      setWhere: sql`${t.revision} = excluded.revision`,
    });
}

/** The steps of these connections, in no order. */
export async function selectSteps(at: Reading, connectionIds: readonly string[]): Promise<StepRow[]> {
  const t = pageTables.of(at).pageConnectionSteps;
  return await at.db
    .select()
    .from(t)
    .where(inArray(t.connectionId, [...connectionIds]));
}

/** Lets steps in these states be done again; what is under way for them no longer counts. */
export async function reopenSteps(
  tx: Tx,
  connectionId: string,
  names: readonly StepRow['name'][],
  states: readonly StepRow['state'][] = ['failed', 'waiting'],
): Promise<void> {
  const t = pageTables.of(tx).pageConnectionSteps;
  const isOpen = and(inArray(t.name, [...names]), inArray(t.state, [...states]));
  const fresh = { state: 'todo' as const, tries: 0, problem: null, detail: null, fix: null, at: null };
  await tx.db
    .update(t)
    .set({ ...fresh, revision: sql`${t.revision} + 1` })
    .where(and(eq(t.connectionId, connectionId), isOpen));
}
