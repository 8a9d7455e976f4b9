import { and, asc, eq, gt, gte, inArray, or, sql } from 'drizzle-orm';
import type { EventFilter } from '../../shared/api/deliveries.ts';
import type { Reading, Tx } from '../base/storage/index.ts';
import { fitsFilter, type ListPlace } from './list-store.ts';
import type { EventRow, NewEvent } from './store.ts';
import { inboxTables } from './tables.ts';

type Status = EventRow['status'];

/** What is looked at to decide whether an event may be applied again. */
export type ReplayRow = Pick<
  EventRow,
  | 'id'
  | 'deliveryId'
  | 'path'
  | 'kind'
  | 'pageId'
  | 'status'
  | 'parkedFor'
  | 'isForced'
  | 'occurredAt'
  | 'receivedAt'
  | 'appliedAt'
> & {
  /** null: the delivery it came in has been deleted. */
  readonly bytesOf: number | null;
};

/** Events of one status, oldest first, from behind the place. */
export async function selectForReplay(
  at: Reading,
  filter: EventFilter & { readonly status: Status },
  after: ListPlace | undefined,
  limit: number,
): Promise<ReplayRow[]> {
  const t = inboxTables.of(at).events;
  return await select(at)
    .where(and(fitsFilter(at, filter), isAhead(t, after)))
    .orderBy(asc(t.receivedAt), asc(t.id))
    .limit(limit);
}

/** One event, in the same form. */
export async function selectOneForReplay(at: Reading, id: number): Promise<ReplayRow[]> {
  return await select(at).where(eq(inboxTables.of(at).events.id, id));
}

function select(at: Reading) {
  const { events: t, deliveries } = inboxTables.of(at);
  const { id, deliveryId, path, kind, pageId, status, parkedFor, isForced, occurredAt, receivedAt, appliedAt } = t;
  const about = { id, deliveryId, path, kind, pageId, status, parkedFor, isForced };
  return at.db
    .select({ ...about, occurredAt, receivedAt, appliedAt, bytesOf: deliveries.id })
    .from(t)
    .leftJoin(deliveries, eq(deliveries.id, t.deliveryId));
}

type EventTable = typeof inboxTables.sqlite.events;

function isAhead(t: EventTable, after: ListPlace | undefined) {
  if (!after) return undefined;
  const isLater = or(gt(t.receivedAt, after.receivedAt), gt(t.id, after.id));
  return and(gte(t.receivedAt, after.receivedAt), isLater);
}

/** How events are put back. */
export interface PutBack {
  readonly now: Date;
  /** The states in which they may still be: whoever came first has changed the others. */
  readonly from: readonly Status[];
  readonly isForced: boolean;
}

/** Puts events back to be applied, and answers those that were. */
export async function putBack(tx: Tx, ids: readonly number[], { now, from, isForced }: PutBack) {
  const t = inboxTables.of(tx).events;
  const { deliveries } = inboxTables.of(tx);
  // The purge may have come first.
  const hasBytes = sql`exists (select 1 from ${deliveries} where ${deliveries.id} = ${t.deliveryId})`;
  const fresh = { status: 'pending', parkedFor: null, error: null, attempts: 0, dueAt: now, settledAt: null } as const;
  return await tx.db
    .update(t)
    .set(isForced ? { ...fresh, isForced } : fresh)
    .where(and(inArray(t.id, [...ids]), inArray(t.status, [...from]), hasBytes))
    .returning({ id: t.id, partition: t.partition });
}

/** Whether another event than this one has the key. */
export async function isKeyTaken(at: Reading, key: string, id: number): Promise<boolean> {
  const t = inboxTables.of(at).events;
  const [row] = await at.db.select({ id: t.id }).from(t).where(eq(t.dedupeKey, key));
  return row !== undefined && row.id !== id;
}

/** What a later version makes of an event. */
export type RenamedEvent = NewEvent & Partial<Pick<EventRow, 'parkedFor' | 'error'>>;

/** Writes down what a later version makes of an event. @throws {UniqueConflict} it has been received again since */
export async function renameEvent(tx: Tx, id: number, event: RenamedEvent): Promise<void> {
  const t = inboxTables.of(tx).events;
  await tx.db
    .update(t)
    .set(event)
    .where(and(eq(t.id, id), eq(t.status, 'parked')));
}

/** Lets a delivery that could not be read or split be split again; answers whether it was one. */
export async function restoreDelivery(tx: Tx, id: number): Promise<boolean> {
  const t = inboxTables.of(tx).deliveries;
  const rows = await tx.db
    .update(t)
    .set({ status: 'stored', error: null })
    .where(and(eq(t.id, id), inArray(t.status, ['unreadable', 'dead'])))
    .returning({ id: t.id });
  return rows.length > 0;
}
