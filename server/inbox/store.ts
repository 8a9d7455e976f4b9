import { and, asc, count, eq, gt, inArray, lt, lte, not, or, type SQL, sql } from 'drizzle-orm';
import type { EventStatus } from '../../shared/api/deliveries.ts';
import type { z } from 'zod';
import { later, MINUTE } from '../base/clock.ts';
import { Bug } from '../base/errors.ts';
import { type Db, executeRows, type Reading, slotList, type Tx, unionAll } from '../base/storage/index.ts';
import { inboxTables } from './tables.ts';

type DeliveryTable = typeof inboxTables.sqlite.deliveries;
type EventTable = typeof inboxTables.sqlite.events;
type StoredRow = DeliveryTable['$inferSelect'];
export type EventRow = EventTable['$inferSelect'];
type Status = z.infer<typeof EventStatus>;

export type NewDelivery = Pick<StoredRow, 'appId' | 'receivedAt' | 'body'>;
export type DeliveryBody = Pick<StoredRow, 'id' | 'appId' | 'receivedAt' | 'status' | 'body'>;
export type DeliveryRow = Omit<StoredRow, 'body'>;
export type NewEvent = Pick<
  EventRow,
  'deliveryId' | 'appId' | 'path' | 'dedupeKey' | 'partition' | 'kind' | 'pageId' | 'psid' | 'occurredAt' | 'receivedAt'
>;
export type PendingEvent = Pick<
  EventRow,
  'id' | 'deliveryId' | 'path' | 'partition' | 'pageId' | 'attempts' | 'failures' | 'isForced' | 'appliedAt'
>;

const slot = sql.placeholder;

/** The longest an event is ever postponed: what is due later than this was postponed before the clock was set back. */
export const LONGEST_BACK_OFF_MS = 10 * MINUTE;

/** Stores deliveries as they came, all in the state `stored`. */
export async function insertDeliveries(tx: Tx, rows: readonly NewDelivery[]): Promise<void> {
  const fixed = { status: 'stored', events: 0, duplicates: 0 } as const;
  const sized = rows.map((row) => ({ ...row, size: row.body.length }));
  await executeRows(tx, 'inbox.insertDeliveries', sized, (db, slots) =>
    db.insert(inboxTables.of(tx).deliveries).values(slots.map((row) => ({ ...row, ...fixed }))),
  );
}

/** The oldest deliveries not yet split, by their sizes. */
export async function selectStored(tx: Tx, limit: number): Promise<Pick<StoredRow, 'id' | 'size'>[]> {
  const t = inboxTables.of(tx).deliveries;
  return await tx
    .prepared(`inbox.selectStored.${limit}`, (db) =>
      db.select({ id: t.id, size: t.size }).from(t).where(eq(t.status, 'stored')).orderBy(asc(t.id)).limit(limit),
    )
    .execute();
}

/** Deliveries with their bytes, in order; at least one is asked for. */
export async function selectBodies(at: Reading, ids: readonly number[]): Promise<DeliveryBody[]> {
  const t = inboxTables.of(at).deliveries;
  const list = slotList(ids);
  const select = at.prepared(`inbox.selectBodies.${list.length}`, (db) =>
    db
      .select({ id: t.id, appId: t.appId, receivedAt: t.receivedAt, status: t.status, body: t.body })
      .from(t)
      .where(inArray(t.id, list.slots))
      .orderBy(asc(t.id)),
  );
  return await select.execute(list.values);
}

/** Writes down that deliveries were split, all into as many events and duplicates; at least one is meant. */
export async function markSplit(
  tx: Tx,
  ids: readonly number[],
  numbers: Pick<StoredRow, 'events' | 'duplicates'>,
): Promise<void> {
  const t = inboxTables.of(tx).deliveries;
  const list = slotList(ids);
  const { events, duplicates } = numbers;
  const update = tx.prepared(`inbox.markSplit.${list.length}`, (db) =>
    db
      .update(t)
      .set({ status: 'split', events: sql`${slot('events')}`, duplicates: sql`${slot('duplicates')}` })
      .where(inArray(t.id, list.slots)),
  );
  await update.execute({ ...list.values, events, duplicates });
}

/** Changes a set of deliveries. */
export async function updateDeliveries(tx: Tx, ids: readonly number[], change: Partial<StoredRow>): Promise<void> {
  const t = inboxTables.of(tx).deliveries;
  await tx.db
    .update(t)
    .set(change)
    .where(inArray(t.id, [...ids]));
}

/** Inserts those events that were not there before, and answers the delivery and partition of each of these. */
export async function insertEvents(
  tx: Tx,
  rows: readonly NewEvent[],
): Promise<Pick<EventRow, 'deliveryId' | 'partition'>[]> {
  const t = inboxTables.of(tx).events;
  const fixed = { status: 'pending', attempts: 0, isForced: false } as const;
  const due = rows.map((row) => ({ ...row, dueAt: row.receivedAt }));
  const runs = await executeRows(tx, 'inbox.insertEvents', due, (db, slots) =>
    db
      .insert(t)
      .values(slots.map((row) => ({ ...row, ...fixed })))
      .onConflictDoNothing({ target: t.dedupeKey })
      .returning({ deliveryId: t.deliveryId, partition: t.partition }),
  );
  return runs.flat();
}

/** The first `limit` of the pending events of each of these partitions that are due, in order. */
export async function selectPending(
  tx: Tx,
  partitions: readonly number[],
  now: Date,
  limit: number,
): Promise<PendingEvent[]> {
  const latest = later(now, LONGEST_BACK_OFF_MS);
  const select = tx.prepared(`inbox.selectPending.${partitions.length}`, (db) => {
    const [first, ...others] = partitions.map((_, index) => db.select().from(pendingOf(tx, db, index)));
    if (!first) throw new Bug('There is no partition to select from.');
    return unionAll(first, others);
  });
  const asked = Object.fromEntries(partitions.map((partition, index) => [`partition${index}`, partition]));
  const rows = await select.execute({ ...asked, now, latest, limit });
  return rows.toSorted((a, b) => a.id - b.id);
}

/** A partition is the unit of the limit: none, however full, keeps the others from their turn. */
function pendingOf(tx: Tx, db: Db, index: number) {
  const t = inboxTables.of(tx).events;
  return db
    .select({
      id: t.id,
      deliveryId: t.deliveryId,
      path: t.path,
      partition: t.partition,
      pageId: t.pageId,
      attempts: t.attempts,
      failures: t.failures,
      isForced: t.isForced,
      appliedAt: t.appliedAt,
    })
    .from(t)
    .where(
      and(
        eq(t.status, 'pending'),
        eq(t.partition, slot(`partition${index}`)),
        or(
          eq(t.attempts, 0),
          lte(t.dueAt, sql.param(slot('now'), t.dueAt)),
          gt(t.dueAt, sql.param(slot('latest'), t.dueAt)),
        ),
      ),
    )
    .orderBy(asc(t.id))
    .limit(slot('limit'))
    .as(`part${index}`);
}

/** Changes a set of events; `attempted` counts one more attempt of each. */
export async function updateEvents(
  tx: Tx,
  ids: readonly number[],
  change: Partial<EventRow>,
  attempted: boolean,
): Promise<void> {
  const t = inboxTables.of(tx).events;
  await tx.db
    .update(t)
    .set({ ...change, ...(attempted ? { attempts: sql`${t.attempts} + 1` } : {}) })
    .where(inArray(t.id, [...ids]));
}

/** Marks events as applied, at least one; the first time stays. */
export async function markApplied(tx: Tx, ids: readonly number[], at: Date): Promise<void> {
  const t = inboxTables.of(tx).events;
  const list = slotList(ids);
  const update = tx.prepared(`inbox.markApplied.${list.length}`, (db) =>
    db
      .update(t)
      .set({
        status: 'applied',
        error: null,
        settledAt: sql`${sql.param(slot('at'), t.settledAt)}`,
        appliedAt: sql`coalesce(${t.appliedAt}, ${sql.param(slot('at'), t.appliedAt)})`,
        attempts: sql`${t.attempts} + 1`,
      })
      .where(inArray(t.id, list.slots)),
  );
  await update.execute({ ...list.values, at });
}

/** Said so that no index by status is taken: the one of what is parked is much smaller. */
function isParked(t: EventTable): SQL {
  return sql`${t.status} || '' = 'parked'`;
}

/** Makes some events of a Page that are parked for this reason pending again, oldest first; answers the partition of each. */
export async function unparkEvents(
  tx: Tx,
  { pageId, parkedFor, limit }: { readonly pageId: string; readonly parkedFor: string; readonly limit: number },
  now: Date,
): Promise<number[]> {
  const t = inboxTables.of(tx).events;
  const oldest = tx.db
    .select({ id: t.id })
    .from(t)
    .where(and(isParked(t), eq(t.parkedFor, parkedFor), eq(t.pageId, pageId)))
    .orderBy(asc(t.receivedAt), asc(t.id))
    .limit(limit);
  const rows = await tx.db
    .update(t)
    .set({ status: 'pending', parkedFor: null, error: null, attempts: 0, dueAt: now, settledAt: null })
    .where(and(isParked(t), inArray(t.id, oldest)))
    .returning({ partition: t.partition });
  return rows.map((row) => row.partition);
}

/** The Pages that have events parked for this reason. */
export async function selectParkedPages(at: Reading, parkedFor: string): Promise<string[]> {
  const t = inboxTables.of(at).events;
  const rows = await at.db
    .selectDistinct({ pageId: t.pageId })
    .from(t)
    .where(and(isParked(t), eq(t.parkedFor, parkedFor)));
  return rows.map((row) => row.pageId);
}

/** The partitions whose pending events have been due for `graceMs`, also where the clock has been set back since. */
export async function selectOverduePartitions(tx: Tx, now: Date, graceMs: number): Promise<number[]> {
  const t = inboxTables.of(tx).events;
  const rows = await tx.db
    .selectDistinct({ partition: t.partition })
    .from(t)
    .where(
      and(eq(t.status, 'pending'), or(lt(t.dueAt, later(now, -graceMs)), gt(t.dueAt, later(now, LONGEST_BACK_OFF_MS)))),
    );
  return rows.map((row) => row.partition);
}

/** How many events of these deliveries are in each state, with one of the reasons. */
export async function countStates(
  at: Reading,
  deliveryIds: readonly number[],
): Promise<{ deliveryId: number; status: Status; count: number; error: string | null }[]> {
  if (deliveryIds.length === 0) return [];
  const t = inboxTables.of(at).events;
  return await at.db
    .select({ deliveryId: t.deliveryId, status: t.status, count: count(), error: sql<string | null>`max(${t.error})` })
    .from(t)
    .where(inArray(t.deliveryId, [...deliveryIds]))
    .groupBy(t.deliveryId, t.status);
}

/** The oldest deliveries after this one. */
export async function selectOldDeliveries(
  at: Reading,
  after: number,
  limit: number,
): Promise<Pick<StoredRow, 'id' | 'receivedAt' | 'status'>[]> {
  const t = inboxTables.of(at).deliveries;
  return await at.db
    .select({ id: t.id, receivedAt: t.receivedAt, status: t.status })
    .from(t)
    .where(gt(t.id, after))
    .orderBy(asc(t.id))
    .limit(limit);
}

/** Deletes deliveries with their bytes. */
export async function deleteDeliveries(tx: Tx, ids: readonly number[]): Promise<void> {
  const t = inboxTables.of(tx).deliveries;
  const events = inboxTables.of(tx).events;
  // Somebody may just have put one of its events back.
  const isWanted = sql`exists (select 1 from ${events} where ${events.deliveryId} = ${t.id} and ${events.status} = 'pending')`;
  await tx.db.delete(t).where(and(inArray(t.id, [...ids]), not(isWanted)));
}

/** The oldest events after this one. */
export async function selectOldEvents(
  at: Reading,
  after: number,
  limit: number,
): Promise<Pick<EventRow, 'id' | 'receivedAt' | 'status'>[]> {
  const t = inboxTables.of(at).events;
  return await at.db
    .select({ id: t.id, receivedAt: t.receivedAt, status: t.status })
    .from(t)
    .where(gt(t.id, after))
    .orderBy(asc(t.id))
    .limit(limit);
}

/** Deletes events with the keys that recognise their duplicates. */
export async function deleteEvents(tx: Tx, ids: readonly number[]): Promise<void> {
  const t = inboxTables.of(tx).events;
  await tx.db.delete(t).where(inArray(t.id, [...ids]));
}
