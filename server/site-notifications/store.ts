import { and, desc, eq, lt } from 'drizzle-orm';
import type { ListNotificationsQuery } from '../../shared/api/notifications.ts';
import { fetchSize } from '../base/page.ts';
import { executeRows, type Gathering, type Reading } from '../base/storage/index.ts';
import { notificationTables } from './tables.ts';

export type NotificationRow = typeof notificationTables.sqlite.notifications.$inferSelect;

/** Adds notifications. */
export const NOTIFICATIONS: Gathering<NotificationRow> = {
  name: 'notifications.queue',
  async write(tx, rows) {
    const t = notificationTables.of(tx).notifications;
    await executeRows(tx, 'notifications.insert', rows, (db, slots) => db.insert(t).values(slots));
  },
};

/** Notifications, newest first; `siteId` narrows whatever the query asks for. */
export async function selectNotifications(
  at: Reading,
  query: ListNotificationsQuery,
  siteId: string | null,
): Promise<NotificationRow[]> {
  const t = notificationTables.of(at).notifications;
  const site = siteId ?? query.siteId;
  return await at.db
    .select()
    .from(t)
    .where(
      and(
        query.type ? eq(t.type, query.type) : undefined,
        query.subject ? eq(t.subject, query.subject) : undefined,
        site ? eq(t.siteId, site) : undefined,
        query.cursor ? lt(t.id, query.cursor) : undefined,
      ),
    )
    .orderBy(desc(t.id))
    .limit(fetchSize(query));
}
