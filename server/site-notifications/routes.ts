import { createRoute } from '@hono/zod-openapi';
import { page } from '../../shared/api/list.ts';
import { ListNotificationsQuery, Notification } from '../../shared/api/notifications.ts';
import { bearer, createRouter, errors, json, type Router } from '../base/http/index.ts';
import { listNotifications } from './list-notifications.ts';

const list = createRoute({
  method: 'get',
  path: '/v1/notifications',
  tags: ['Notifications'],
  summary: 'List what site back ends are to be told',
  security: bearer,
  request: { query: ListNotificationsQuery },
  responses: { 200: json(page(Notification), 'Newest first.'), ...errors },
});

/** `/v1/notifications` */
export function notificationRoutes(): Router {
  return createRouter().openapi(list, async (c) =>
    c.json(await listNotifications(c.var.ctx, c.req.valid('query')), 200),
  );
}
