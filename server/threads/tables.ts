import { defineTables } from '../base/storage/index.ts';

/** One person and one Page. A PSID means nothing without its Page. */
export const threadTables = defineTables((kit) => ({
  threads: kit.table(
    'threads',
    {
      pageId: kit.text().notNull(),
      psid: kit.text().notNull(),
      firstSeenAt: kit.time().notNull(),
      lastSeenAt: kit.time().notNull(),
      windowOpenedAt: kit.time(),
    },
    (t) => [kit.primaryKey({ columns: [t.pageId, t.psid] }), kit.index('threads_last_seen').on(t.lastSeenAt)],
  ),
}));
