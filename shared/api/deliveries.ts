import { z } from 'zod';
import { Instant, ListQuery } from './list.ts';

/** What can have become of a delivery: the worst that happened to one of its events. */
export const DELIVERY_STATUSES = ['stored', 'applied', 'parked', 'unreadable', 'dead'] as const;
export const DeliveryStatus = z.enum(DELIVERY_STATUSES);

/** One POST of the platform. */
export const Delivery = z.object({
  id: z.string(),
  receivedAt: Instant,
  appId: z.string(),
  status: DeliveryStatus,
  events: z.number().int(),
  duplicates: z.number().int().describe('How many of its events had been received before.'),
  error: z.string().nullable(),
});
export type Delivery = z.infer<typeof Delivery>;

export const ListDeliveriesQuery = ListQuery.extend({ status: DeliveryStatus.optional() });
export type ListDeliveriesQuery = z.infer<typeof ListDeliveriesQuery>;

/** What can have become of an event. */
export const EVENT_STATUSES = ['pending', 'applied', 'parked', 'dead'] as const;
export const EventStatus = z.enum(EVENT_STATUSES);

/** One messaging event of a delivery. */
export const InboxEvent = z.object({
  id: z.string(),
  deliveryId: z.string(),
  kind: z.string(),
  pageId: z.string(),
  psid: z.string().nullable(),
  status: EventStatus,
  attempts: z.number().int(),
  error: z.string().nullable(),
  occurredAt: Instant,
  receivedAt: Instant,
});
export type InboxEvent = z.infer<typeof InboxEvent>;

export const ListEventsQuery = ListQuery.extend({
  status: EventStatus.optional(),
  kind: z.string().optional(),
  pageId: z.string().optional(),
  psid: z.string().optional(),
});
export type ListEventsQuery = z.infer<typeof ListEventsQuery>;
