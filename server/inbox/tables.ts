import { defineTables } from '../base/storage/index.ts';

/** One attempt to apply an event that failed. */
export interface FailedAttempt {
  /** ISO 8601. */
  readonly at: string;
  readonly error: string;
}

/**
 * What the platform sent: the deliveries as they came, and the events in them with the state of each. `isForced` is a
 * person's decision to apply an event whatever its age; `appliedAt` the first time it was applied, however often it is.
 */
export const inboxTables = defineTables((kit) => {
  const deliveries = kit.table(
    'inbox_deliveries',
    {
      id: kit.serial(),
      appId: kit.text().notNull(),
      receivedAt: kit.time().notNull(),
      size: kit.int().notNull(),
      status: kit.text().$type<'stored' | 'split' | 'unreadable' | 'dead'>().notNull(),
      events: kit.int().notNull(),
      duplicates: kit.int().notNull(),
      error: kit.text(),
      body: kit.bytes().notNull(),
    },
    (t) => [
      kit.index('inbox_deliveries_status').on(t.status, t.id),
      kit.index('inbox_deliveries_received').on(t.receivedAt),
      kit.index('inbox_deliveries_app').on(t.appId, t.receivedAt),
    ],
  );
  const events = kit.table(
    'inbox_events',
    {
      id: kit.serial(),
      deliveryId: kit.int().notNull(),
      appId: kit.text().notNull(),
      path: kit.text().notNull(),
      dedupeKey: kit.text().notNull(),
      partition: kit.int().notNull(),
      kind: kit.text().notNull(),
      pageId: kit.text().notNull(),
      psid: kit.text(),
      status: kit.text().$type<'pending' | 'applied' | 'parked' | 'dead'>().notNull(),
      parkedFor: kit.text(),
      attempts: kit.int().notNull(),
      error: kit.text(),
      failures: kit.json<readonly FailedAttempt[]>(),
      isForced: kit.bool().notNull(),
      occurredAt: kit.time().notNull(),
      receivedAt: kit.time().notNull(),
      dueAt: kit.time().notNull(),
      settledAt: kit.time(),
      appliedAt: kit.time(),
    },
    (t) => [
      kit.unique('inbox_events_dedupe_key').on(t.dedupeKey),
      kit.index('inbox_events_status').on(t.status, t.partition, t.id),
      kit.index('inbox_events_delivery').on(t.deliveryId),
      kit.index('inbox_events_parked').on(t.parkedFor, t.pageId, t.receivedAt).where(kit.isNotNull(t.parkedFor)),
      // Lists are ordered by the time of receipt: every filter has an index that ends with it.
      kit.index('inbox_events_received').on(t.receivedAt),
      kit.index('inbox_events_state').on(t.status, t.receivedAt, t.deliveryId),
      kit.index('inbox_events_kind').on(t.kind, t.receivedAt),
      kit.index('inbox_events_app').on(t.appId, t.receivedAt),
      kit.index('inbox_events_page').on(t.pageId, t.receivedAt),
      kit.index('inbox_events_thread').on(t.pageId, t.psid, t.receivedAt),
    ],
  );
  return { deliveries, events };
});
