import type { Page } from '../../shared/api/list.ts';
import type { ListNotificationsQuery, Notification } from '../../shared/api/notifications.ts';
import { requireScope, siteOf } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { toPage } from '../base/page.ts';
import { selectNotifications } from './store.ts';

/** Notifications, newest first. A key of one site sees that site's; those of the installation are for keys of all sites. */
export async function listNotifications(ctx: Ctx, query: ListNotificationsQuery): Promise<Page<Notification>> {
  requireScope(ctx.actor, 'notifications:read');
  const rows = await ctx.storage.read((at) => selectNotifications(at, query, siteOf(ctx.actor)));
  return toPage(
    rows,
    query,
    (row) => row.id,
    (row) => ({ ...row, createdAt: row.createdAt.toISOString() }),
  );
}
