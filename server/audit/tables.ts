import { defineTables } from '../base/storage/index.ts';

/** Who wrote what, and when. Rows are only ever added. */
export const auditTables = defineTables((kit) => ({
  auditEntries: kit.table(
    'audit_entries',
    {
      id: kit.id().primaryKey(),
      at: kit.time().notNull(),
      actorType: kit.text().notNull(),
      actorId: kit.text(),
      action: kit.text().notNull(),
      subject: kit.text().notNull(),
      siteId: kit.text(),
      requestId: kit.text().notNull(),
    },
    (t) => [kit.index('audit_entries_subject').on(t.subject, t.id), kit.index('audit_entries_site').on(t.siteId, t.id)],
  ),
}));
