import { z } from 'zod';
import { Instant, ListQuery } from './list.ts';

/** What a site's back end is told. More types come with the rooms that tell them. */
export const NOTIFICATION_TYPES = [
  'account_link.created',
  'account_link.removed',
  'account_link.refused',
  'page.unhealthy',
  'page.recovered',
  'message.sent',
  'message.failed',
] as const;
export type NotificationType = (typeof NOTIFICATION_TYPES)[number];

export const Notification = z.object({
  id: z.string(),
  type: z.enum(NOTIFICATION_TYPES),
  siteId: z.string().nullable().describe('null: it concerns the installation.'),
  subject: z.string().describe('The id of what it is about.'),
  status: z.enum(['queued', 'delivered', 'failed']).describe('Nothing delivers them yet: they wait as `queued`.'),
  data: z.record(z.string(), z.unknown()),
  createdAt: Instant,
});
export type Notification = z.infer<typeof Notification>;

export const ListNotificationsQuery = ListQuery.extend({
  type: z.enum(NOTIFICATION_TYPES).optional(),
  siteId: z.string().max(100).optional(),
  subject: z.string().max(100).optional(),
});
export type ListNotificationsQuery = z.infer<typeof ListNotificationsQuery>;
