import { and, type Column, desc, eq, gte, inArray, lt, ne, notExists, type SQL, sql } from 'drizzle-orm';
import type { z } from 'zod';
import type {
  DeliveryStatus as DeliveryStatusSchema,
  EventFilter,
  EventStatus as EventStatusSchema,
  ListDeliveriesQuery,
  ListEventsQuery,
} from '../../shared/api/deliveries.ts';
import { fetchSize } from '../base/page.ts';
import { isBehind, type Reading } from '../base/storage/index.ts';
import type { DeliveryRow, EventRow } from './store.ts';
import { inboxTables } from './tables.ts';

type DeliveryStatus = z.infer<typeof DeliveryStatusSchema>;
type EventStatus = z.infer<typeof EventStatusSchema>;
type DeliveryTable = typeof inboxTables.sqlite.deliveries;

/** A place in a list that is ordered by the time of receipt and, within that, by number. */
export interface ListPlace {
  readonly receivedAt: Date;
  readonly id: number;
}

type ReceivedColumns = { readonly id: Column; readonly receivedAt: Column };

/** Whether a row comes after the place in a list that begins with the newest. */
function behind(t: ReceivedColumns, after: ListPlace | undefined): SQL | undefined {
  return after && isBehind([t.receivedAt, t.id], [after.receivedAt, after.id]);
}

function withinAge(
  column: Column,
  { receivedAfter, receivedBefore }: Pick<EventFilter, 'receivedAfter' | 'receivedBefore'>,
): SQL | undefined {
  return and(
    receivedAfter === undefined ? undefined : gte(column, new Date(receivedAfter)),
    receivedBefore === undefined ? undefined : lt(column, new Date(receivedBefore)),
  );
}

const LISTED = (t: DeliveryTable) => ({
  id: t.id,
  appId: t.appId,
  receivedAt: t.receivedAt,
  size: t.size,
  status: t.status,
  events: t.events,
  duplicates: t.duplicates,
  error: t.error,
});

/** Deliveries without their bytes, newest first, behind the place. */
export async function selectDeliveries(
  at: Reading,
  query: ListDeliveriesQuery,
  after?: ListPlace,
): Promise<DeliveryRow[]> {
  const own = await selectByOwnStatus(at, query, after);
  const others = await selectByEvents(at, query, after);
  return [...own, ...others].toSorted(newestFirst).slice(0, fetchSize(query));
}

function newestFirst(a: ListPlace, b: ListPlace): number {
  return b.receivedAt.getTime() - a.receivedAt.getTime() || b.id - a.id;
}

/** Those whose own row says the status. */
async function selectByOwnStatus(at: Reading, query: ListDeliveriesQuery, after?: ListPlace): Promise<DeliveryRow[]> {
  if (query.status === 'parked') return [];
  const t = inboxTables.of(at).deliveries;
  const isAsked = query.status === 'applied' ? isApplied(at) : query.status && eq(t.status, query.status);
  const isOfApp = query.appId === undefined ? undefined : eq(t.appId, query.appId);
  return await at.db
    .select(LISTED(t))
    .from(t)
    .where(and(isAsked, isOfApp, withinAge(t.receivedAt, query), behind(t, after)))
    .orderBy(desc(t.receivedAt), desc(t.id))
    .limit(fetchSize(query));
}

function isApplied(at: Reading): SQL | undefined {
  const { deliveries: d, events: e } = inboxTables.of(at);
  const others = at.db
    .select({ id: e.id })
    .from(e)
    .where(and(eq(e.deliveryId, d.id), ne(e.status, 'applied')));
  // Nearly all deliveries are split: an index by status would have them all sorted, one by time finds a page at once.
  return and(sql`${d.status} || '' = 'split'`, notExists(others));
}

/** A delivery has the status of its worst event: which status of events makes it, and which must not be there. */
const BY_EVENTS = {
  stored: ['pending', []],
  dead: ['dead', ['pending']],
  parked: ['parked', ['pending', 'dead']],
} as const satisfies Partial<Record<DeliveryStatus, readonly [EventStatus, readonly EventStatus[]]>>;

/**
 * Those whose events say the status. They are found from the events' side, which an index holds in the order of the list:
 * looking at each delivery in turn would take as long as the table is.
 */
async function selectByEvents(at: Reading, query: ListDeliveriesQuery, after?: ListPlace): Promise<DeliveryRow[]> {
  if (query.status === undefined || !(query.status in BY_EVENTS)) return [];
  const [status, worse] = BY_EVENTS[query.status as keyof typeof BY_EVENTS];
  const { deliveries: d, events: e } = inboxTables.of(at);
  const found = await at.db
    .selectDistinct({ id: e.deliveryId, receivedAt: e.receivedAt })
    .from(e)
    .where(
      and(
        eq(e.status, status),
        query.appId === undefined ? undefined : eq(e.appId, query.appId),
        withinAge(e.receivedAt, query),
        behind({ receivedAt: e.receivedAt, id: e.deliveryId }, after),
        worse.length > 0 ? notExists(siblings(at, worse)) : undefined,
      ),
    )
    .orderBy(desc(e.receivedAt), desc(e.deliveryId))
    .limit(fetchSize(query));
  if (found.length === 0) return [];
  return await at.db
    .select(LISTED(d))
    .from(d)
    .where(
      and(
        eq(d.status, 'split'),
        inArray(
          d.id,
          found.map((row) => row.id),
        ),
      ),
    );
}

/** Written out, because the table is compared with itself. */
function siblings(at: Reading, statuses: readonly EventStatus[]): SQL {
  const e = inboxTables.of(at).events;
  const list = sql.join(
    statuses.map((status) => sql`${status}`),
    sql`, `,
  );
  return sql`(select 1 from ${e} as sibling where sibling.delivery_id = ${e.deliveryId} and sibling.status in (${list}))`;
}

/** One delivery without its bytes. */
export async function selectDelivery(at: Reading, id: number): Promise<DeliveryRow | undefined> {
  const t = inboxTables.of(at).deliveries;
  const [row] = await at.db.select(LISTED(t)).from(t).where(eq(t.id, id));
  return row;
}

/**
 * The condition of a filter; a delivery's id that is none of ours fits nothing. SQLite knows nothing of how rare a value is:
 * the index of a delivery or of an unusual state is the one to take, so the other columns are kept from offering theirs.
 */
export function fitsFilter(at: Reading, filter: EventFilter): SQL | undefined {
  const t = inboxTables.of(at).events;
  const { status, kind, pageId, psid, appId, deliveryId } = filter;
  const isRare = deliveryId !== undefined || (status !== undefined && status !== 'applied');
  const is = (column: Column, value: string | undefined): SQL | undefined => {
    if (value === undefined) return undefined;
    return isRare ? sql`${column} || '' = ${value}` : eq(column, value);
  };
  return and(
    status === undefined || deliveryId === undefined ? status && eq(t.status, status) : is(t.status, status),
    is(t.kind, kind),
    is(t.pageId, pageId),
    is(t.psid, psid),
    is(t.appId, appId),
    deliveryId === undefined ? undefined : eq(t.deliveryId, Number(/^dlv_(\d{1,15})$/.exec(deliveryId)?.[1] ?? 0)),
    withinAge(t.receivedAt, filter),
  );
}

/** Events, newest first, behind the place. */
export async function selectEvents(at: Reading, query: ListEventsQuery, after?: ListPlace): Promise<EventRow[]> {
  const t = inboxTables.of(at).events;
  return await at.db
    .select()
    .from(t)
    .where(and(fitsFilter(at, query), behind(t, after)))
    .orderBy(desc(t.receivedAt), desc(t.id))
    .limit(fetchSize(query));
}

/** One event. */
export async function selectEvent(at: Reading, id: number): Promise<EventRow | undefined> {
  const t = inboxTables.of(at).events;
  const [row] = await at.db.select().from(t).where(eq(t.id, id));
  return row;
}
