import { z } from 'zod';
import type { Delivery, InboxEvent } from '../../shared/api/deliveries.ts';
import { CursorTime, decodeCursor, encodeCursor } from '../base/page.ts';
import type { ListPlace } from './list-store.ts';
import type { countStates, DeliveryRow, EventRow } from './store.ts';

type States = Awaited<ReturnType<typeof countStates>>;

/** Puts a row into the form of the API; the status follows from the states of its events. */
export function toDelivery(row: DeliveryRow, states: States): Delivery {
  const own = states.filter((state) => state.deliveryId === row.id);
  const status = deliveryStatus(row.status, new Set(own.map((state) => state.status)));
  return {
    id: `dlv_${row.id}`,
    receivedAt: row.receivedAt.toISOString(),
    appId: row.appId,
    status,
    size: row.size,
    events: row.events,
    duplicates: row.duplicates,
    error: row.error ?? own.find((state) => state.status === status)?.error ?? null,
  };
}

/** What is left to do decides first, then what a person should look at. */
function deliveryStatus(own: DeliveryRow['status'], events: ReadonlySet<EventRow['status']>): Delivery['status'] {
  if (own !== 'split') return own;
  if (events.has('pending')) return 'stored';
  return events.has('dead') ? 'dead' : events.has('parked') ? 'parked' : 'applied';
}

/** Puts an event's row into the form of the API. */
export function toInboxEvent(row: EventRow): InboxEvent {
  return {
    id: `evt_${row.id}`,
    deliveryId: `dlv_${row.deliveryId}`,
    appId: row.appId,
    kind: row.kind,
    pageId: row.pageId,
    psid: row.psid,
    status: row.status,
    parkedFor: row.parkedFor,
    attempts: row.attempts,
    error: row.error,
    occurredAt: row.occurredAt.toISOString(),
    receivedAt: row.receivedAt.toISOString(),
    settledAt: row.settledAt?.toISOString() ?? null,
  };
}

/** The number in an id such as `evt_12`; undefined when it is not one of ours. */
export function rowNumber(prefix: 'dlv' | 'evt', id: string): number | undefined {
  const digits = /^(dlv|evt)_(\d{1,15})$/.exec(id);
  return digits?.[1] === prefix ? Number(digits[2]) : undefined;
}

const Place = z.tuple([
  CursorTime,
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
]);

/** The cursor of a list that goes on behind this row. */
export function cursorAt(row: ListPlace): string {
  return encodeCursor([row.receivedAt.toISOString(), String(row.id)]);
}

/**
 * The place a cursor stands for; undefined for the first page.
 * @throws {ThreadtieError} `invalid_request` when it is not one of ours
 */
export function placeOf(cursor: string | undefined): ListPlace | undefined {
  const parts = decodeCursor(cursor, Place);
  return parts ? { receivedAt: parts[0], id: parts[1] } : undefined;
}
