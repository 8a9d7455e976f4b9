import { z } from 'zod';
import { Instant, ListQuery } from './list.ts';
import { text } from './text.ts';

/** What can have become of a delivery: the worst that happened to one of its events. */
export const DELIVERY_STATUSES = ['stored', 'applied', 'parked', 'unreadable', 'dead'] as const;
export const DeliveryStatus = z.enum(DELIVERY_STATUSES);

/** One POST of the platform. */
export const Delivery = z.object({
  id: z.string(),
  receivedAt: Instant,
  appId: z.string(),
  status: DeliveryStatus,
  size: z.number().int().describe('Bytes of the body.'),
  events: z.number().int(),
  duplicates: z.number().int().describe('How many of its events had been received before.'),
  error: z.string().nullable(),
});
export type Delivery = z.infer<typeof Delivery>;

const id = text(200).optional();
const time = z.iso.datetime({ offset: true }).optional();
const Age = z.object({
  receivedAfter: time.describe('At this instant or later. ISO 8601.'),
  receivedBefore: time.describe('Before this instant. ISO 8601.'),
});

export const ListDeliveriesQuery = ListQuery.extend({
  status: DeliveryStatus.optional(),
  appId: id,
  ...Age.shape,
});
export type ListDeliveriesQuery = z.infer<typeof ListDeliveriesQuery>;

/** What can have become of an event. */
export const EVENT_STATUSES = ['pending', 'applied', 'parked', 'dead'] as const;
export const EventStatus = z.enum(EVENT_STATUSES);

/** One messaging event of a delivery. */
export const InboxEvent = z.object({
  id: z.string(),
  deliveryId: z.string(),
  appId: z.string(),
  kind: z.string(),
  pageId: z.string(),
  psid: z.string().nullable(),
  status: EventStatus,
  parkedFor: z.string().nullable().describe('Why it is parked, as a word to switch on.'),
  attempts: z.number().int(),
  error: z.string().nullable(),
  occurredAt: Instant,
  receivedAt: Instant,
  settledAt: Instant.nullable().describe('When it was applied, parked or given up.'),
});
export type InboxEvent = z.infer<typeof InboxEvent>;

/** One event with all that is known of it. */
export const InboxEventDetail = InboxEvent.extend({
  failures: z.array(z.object({ at: Instant, error: z.string() })).describe('Attempts that failed, the last 20.'),
  raw: z
    .unknown()
    .describe('As the platform sent it, whole numbers beyond 2^53 as strings; null once its delivery is deleted.'),
});
export type InboxEventDetail = z.infer<typeof InboxEventDetail>;

/** What events can be narrowed by. */
export const EventFilter = z.object({
  status: EventStatus.optional(),
  kind: id,
  pageId: id,
  psid: id,
  appId: id,
  deliveryId: id,
  ...Age.shape,
});
export type EventFilter = z.infer<typeof EventFilter>;

export const ListEventsQuery = ListQuery.extend(EventFilter.shape);
export type ListEventsQuery = z.infer<typeof ListEventsQuery>;

/** How a replay is to go about it. */
export const ReplayOptions = z.strictObject({
  preview: z.boolean().default(false).describe('true: only say what would be done.'),
  includeApplied: z.boolean().default(false).describe('true: events that were applied are applied again, too.'),
  force: z.boolean().default(false).describe('true: events that were parked for their age are applied.'),
});
export type ReplayOptions = z.infer<typeof ReplayOptions>;

export const ReplayEventsBody = ReplayOptions.extend({
  filter: EventFilter.strict().describe('Left empty: everything that is parked or dead.'),
  cursor: z.string().max(200).optional().describe('`nextCursor` of the call before.'),
  limit: z.number().int().min(1).max(10_000).default(5000).describe('How many events one call looks at.'),
});
export type ReplayEventsBody = z.infer<typeof ReplayEventsBody>;

/**
 * Why an event is left as it is: what would only be parked again is, and of an unknown kind that this version knows, what has
 * been received again since under the key it has now (`duplicate`).
 */
export const REPLAY_REFUSALS = [
  'already_pending',
  'already_applied',
  'dashboard_test',
  'unknown_kind',
  'unknown_page',
  'too_old',
  'deleted_delivery',
  'duplicate',
] as const;

/** What a replay did, or would do. */
export const Replay = z.object({
  preview: z.boolean(),
  deliveries: z.number().int().describe('How many deliveries are split again.'),
  events: z.number().int().describe('How many events are put back to be applied.'),
  appliedBefore: z.number().int().describe('How many of these have been applied before: nothing changes by them.'),
  counts: z.array(z.object({ kind: z.string(), status: EventStatus, events: z.number().int() })),
  skipped: z.array(z.object({ reason: z.enum(REPLAY_REFUSALS), events: z.number().int() })),
  sample: z.array(z.string()).describe('Ids of some of the events.'),
  handlers: z.array(z.string()).describe('Which reactions run, for every event.'),
  nextCursor: z.string().nullable().describe('Where the next call goes on; null when all are done.'),
});
export type Replay = z.infer<typeof Replay>;
