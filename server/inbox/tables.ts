import { defineTables } from '../base/storage/index.ts';

/** What the platform sent: the deliveries as they came, and the events in them with the state of each. */
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
    (t) => [kit.index('inbox_deliveries_status').on(t.status, t.id)],
  );
  const events = kit.table(
    'inbox_events',
    {
      id: kit.serial(),
      deliveryId: kit.int().notNull(),
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
      occurredAt: kit.time().notNull(),
      receivedAt: kit.time().notNull(),
      dueAt: kit.time().notNull(),
      settledAt: kit.time(),
    },
    (t) => [
      kit.unique('inbox_events_dedupe_key').on(t.dedupeKey),
      kit.index('inbox_events_status').on(t.status, t.partition, t.id),
      kit.index('inbox_events_delivery').on(t.deliveryId),
      kit.index('inbox_events_thread').on(t.pageId, t.psid),
    ],
  );
  return { deliveries, events };
});
