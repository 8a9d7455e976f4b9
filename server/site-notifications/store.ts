import { and, desc, eq, lt } from 'drizzle-orm';
import type { ListNotificationsQuery } from '../../shared/api/notifications.ts';
import { fetchSize } from '../base/page.ts';
import type { Reading, Tx } from '../base/storage/index.ts';
import { notificationTables } from './tables.ts';

export type NotificationRow = typeof notificationTables.sqlite.notifications.$inferSelect;

/** Adds a notification. */
export async function insertNotification(tx: Tx, row: NotificationRow): Promise<void> {
  await tx.db.insert(notificationTables.of(tx).notifications).values(row);
}

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
