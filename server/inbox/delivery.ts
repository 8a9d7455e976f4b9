import type { Delivery, InboxEvent } from '../../shared/api/deliveries.ts';
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
    kind: row.kind,
    pageId: row.pageId,
    psid: row.psid,
    status: row.status,
    attempts: row.attempts,
    error: row.error,
    occurredAt: row.occurredAt.toISOString(),
    receivedAt: row.receivedAt.toISOString(),
  };
}

/** The number in an id such as `evt_12`; undefined when it is not one of ours. */
export function rowNumber(prefix: 'dlv' | 'evt', id: string): number | undefined {
  const digits = /^(dlv|evt)_(\d{1,15})$/.exec(id);
  return digits?.[1] === prefix ? Number(digits[2]) : undefined;
}

/** The number a list goes on before. A cursor that is none of ours leads to an empty page. */
export function cursorNumber(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined;
  return /^\d{1,15}$/.test(cursor) ? Number(cursor) : 0;
}
