import type { ArrivalKind, ArrivalReason } from '../../shared/api/arrivals.ts';
import type { Landing } from '../../shared/api/refs.ts';
import { defineTables } from '../base/storage/index.ts';

/** One record per click that came back, whatever shape it came in; and the unmatched refs, grouped. */
export const arrivalTables = defineTables((kit) => {
  const arrivals = kit.table(
    'arrivals',
    {
      id: kit.id().primaryKey(),
      eventId: kit.text().notNull(),
      kind: kit.text().$type<ArrivalKind>().notNull(),
      pageId: kit.text().notNull(),
      psid: kit.text(),
      userRef: kit.text(),
      ref: kit.text(),
      refHash: kit.text(),
      refId: kit.text(),
      entryPoint: kit.text(),
      siteId: kit.text(),
      dataRef: kit.text(),
      siteUserId: kit.text(),
      landing: kit.json<Landing>(),
      signedContext: kit.json<unknown>(),
      source: kit.text(),
      adId: kit.text(),
      isNewThread: kit.bool(),
      outcome: kit.text().$type<'matched' | 'unmatched' | 'refused'>().notNull(),
      reason: kit.text().$type<ArrivalReason>(),
      occurredAt: kit.time().notNull(),
      recordedAt: kit.time().notNull(),
    },
    (t) => [
      kit.unique('arrivals_event').on(t.eventId),
      kit.index('arrivals_thread').on(t.psid, t.pageId, t.occurredAt),
      kit.index('arrivals_page').on(t.pageId, t.id),
      kit.index('arrivals_ref').on(t.refHash),
      kit.index('arrivals_visit').on(t.refId),
      kit.index('arrivals_entry_point').on(t.entryPoint, t.id),
      kit.index('arrivals_site').on(t.siteId, t.id),
      kit.index('arrivals_site_user').on(t.siteUserId, t.siteId, t.id),
    ],
  );
  const unmatchedRefs = kit.table(
    'unmatched_refs',
    {
      pageId: kit.text().notNull(),
      refHash: kit.text().notNull(),
      ref: kit.text().notNull(),
      count: kit.int().notNull(),
      firstSeenAt: kit.time().notNull(),
      lastSeenAt: kit.time().notNull(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.pageId, t.refHash] }),
      kit.index('unmatched_refs_last_seen').on(t.pageId, t.lastSeenAt),
    ],
  );
  return { arrivals, unmatchedRefs };
});
