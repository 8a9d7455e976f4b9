import type { NotificationType } from '../../shared/api/notifications.ts';
import { defineTables } from '../base/storage/index.ts';

/** What site back ends are to be told. `siteId` null: it concerns the installation. */
export const notificationTables = defineTables((kit) => ({
  notifications: kit.table(
    'notifications',
    {
      id: kit.id().primaryKey(),
      type: kit.text().$type<NotificationType>().notNull(),
      siteId: kit.text(),
      subject: kit.text().notNull(),
      status: kit.text().$type<'queued' | 'delivered' | 'failed'>().notNull(),
      data: kit.json<Readonly<Record<string, unknown>>>().notNull(),
      createdAt: kit.time().notNull(),
    },
    (t) => [
      kit.index('notifications_site').on(t.siteId, t.id),
      kit.index('notifications_subject').on(t.subject, t.id),
      kit.index('notifications_type').on(t.type, t.id),
    ],
  ),
}));
