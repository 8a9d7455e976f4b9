import { z } from 'zod';
import { Instant, ListQuery } from './list.ts';

/** How well a link is proven, weakest first. */
export const ASSURANCES = ['direct', 'code', 'in-thread', 'account-linking', 'on-site', 'match'] as const;
export const Assurance = z.enum(ASSURANCES);
export type Assurance = z.infer<typeof Assurance>;

export const AccountLink = z.object({
  id: z.string(),
  siteId: z.string(),
  siteUserId: z.string(),
  pageId: z.string(),
  psid: z.string(),
  assurance: Assurance,
  refId: z.string().nullable(),
  createdAt: Instant,
  removedAt: Instant.nullable(),
});
export type AccountLink = z.infer<typeof AccountLink>;

export const ListAccountLinksQuery = ListQuery.extend({
  siteId: z.string().optional(),
  siteUserId: z.string().optional(),
  pageId: z.string().optional(),
  psid: z.string().optional(),
  includeRemoved: z.stringbool().optional().describe('true: also links that were removed.'),
});
export type ListAccountLinksQuery = z.infer<typeof ListAccountLinksQuery>;

/** One thing that happened to the tie between a thread and an account, refusals included. */
export const AccountLinkEvent = z.object({
  id: z.string(),
  type: z.enum(['created', 'confirmed_again', 'removed', 'refused']),
  linkId: z.string().nullable(),
  siteId: z.string(),
  siteUserId: z.string(),
  pageId: z.string(),
  psid: z.string(),
  assurance: Assurance,
  refId: z.string().nullable(),
  reason: z.string().nullable(),
  at: Instant,
});
export type AccountLinkEvent = z.infer<typeof AccountLinkEvent>;
