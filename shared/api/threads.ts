import { z } from 'zod';
import { Instant, ListQuery } from './list.ts';

/** One person and one Page, and what the platform told about their thread so far. */
export const Thread = z.object({
  pageId: z.string(),
  psid: z.string(),
  messagingWindowClosesAt: Instant.nullable().describe('Until then the Page may answer without a tag.'),
  firstSeenAt: Instant,
  lastSeenAt: Instant,
  reachability: z
    .enum(['reachable', 'unreachable', 'unknown'])
    .describe('`unreachable` when a send failed for good; whatever the person does later makes it `reachable`.'),
  reachabilityLearnedAt: Instant.nullable().describe('When the newest sign of that happened.'),
  unreachableReason: z.string().nullable(),
  ownerAppId: z
    .string()
    .nullable()
    .describe('The app that answers, by the last handover; null: idle, or none was seen.'),
  ownerChangedAt: Instant.nullable().describe('When the last handover happened; null: none was seen.'),
  isStandby: z.boolean().nullable().describe('Whether the newest message or receipt came for another app to answer.'),
  isVisibleInPageInbox: z
    .boolean()
    .describe('Threads show in the Page inbox once the person has written; an opt-in or Get Started is not enough.'),
  lastMessageFromPersonAt: Instant.nullable(),
  lastMessageFromPageAt: Instant.nullable(),
  deliveredUntil: Instant.nullable().describe('What the Page sent before was delivered.'),
  readUntil: Instant.nullable().describe('What the Page sent up to then was read.'),
});
export type Thread = z.infer<typeof Thread>;

export const ListThreadsQuery = ListQuery.extend({ pageId: z.string().optional(), psid: z.string().optional() });
export type ListThreadsQuery = z.infer<typeof ListThreadsQuery>;
