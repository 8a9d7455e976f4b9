import { z } from 'zod';
import { Instant, ListQuery } from './list.ts';

/** One person and one Page. The touches are arrivals: how the person first and last came. */
export const Thread = z.object({
  pageId: z.string(),
  psid: z.string(),
  messagingWindowClosesAt: Instant.nullable().describe('Until then the Page may answer without a tag.'),
  firstSeenAt: Instant,
  lastSeenAt: Instant,
});
export type Thread = z.infer<typeof Thread>;

export const ListThreadsQuery = ListQuery.extend({ pageId: z.string().optional(), psid: z.string().optional() });
export type ListThreadsQuery = z.infer<typeof ListThreadsQuery>;
