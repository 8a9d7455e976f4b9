import { defineTables } from '../base/storage/index.ts';

/**
 * One person and one Page. A PSID means nothing without its Page. Every time here but that of the locale is
 * that of the newest event that told its neighbours, so that events may come in any order.
 */
export const threadTables = defineTables((kit) => ({
  threads: kit.table(
    'threads',
    {
      pageId: kit.text().notNull(),
      psid: kit.text().notNull(),
      firstSeenAt: kit.time().notNull(),
      lastSeenAt: kit.time().notNull(),
      windowOpenedAt: kit.time(),
      personMessageAt: kit.time(),
      pageMessageAt: kit.time(),
      deliveredUntil: kit.time(),
      readUntil: kit.time(),
      reachableAt: kit.time(),
      unreachableAt: kit.time(),
      unreachableReason: kit.text(),
      ownerChangedAt: kit.time(),
      ownerAppId: kit.text(),
      heardAt: kit.time(),
      heardInStandby: kit.bool(),
      /** The person's own, as the platform writes it; null where it does not say. */
      locale: kit.text(),
      localeAskedAt: kit.time(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.pageId, t.psid] }),
      kit.index('threads_last_seen').on(t.lastSeenAt),
      kit.index('threads_page_last_seen').on(t.pageId, t.lastSeenAt, t.psid),
      kit.index('threads_psid').on(t.psid),
    ],
  ),
}));
