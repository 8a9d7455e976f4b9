import { z } from 'zod';
import { Instant, ListQuery } from './list.ts';
import { Landing } from './refs.ts';

/** The kinds of events somebody can arrive with. */
export const ARRIVAL_KINDS = ['opt_in', 'postback', 'referral', 'message'] as const;
export const ArrivalKind = z.enum(ARRIVAL_KINDS);
export type ArrivalKind = z.infer<typeof ArrivalKind>;

/** Why an arrival was not matched, was refused, or carries no account although it was matched. Closed set. */
export const ARRIVAL_REASONS = [
  'no_ref',
  'unknown_ref',
  'ref_of_another_page',
  'ref_redeemed_by_other',
  'visit_not_registered',
  'identity_expired',
  'context_expired',
  'link_policy_off',
  'entry_point_archived',
  'entry_point_paused',
  'psid_unknown',
  'link_code_unknown',
  'account_link_conflict',
  'link_awaits_proof',
  'link_refused',
] as const;
export const ArrivalReason = z.enum(ARRIVAL_REASONS);
export type ArrivalReason = z.infer<typeof ArrivalReason>;

export const Arrival = z.object({
  id: z.string(),
  kind: ArrivalKind,
  pageId: z.string(),
  psid: z.string().nullable(),
  userRef: z.string().nullable(),
  ref: z
    .string()
    .nullable()
    .describe('As received, when it is a campaign ref, an alias or unknown; never a visit ref.'),
  refId: z.string().nullable().describe('The visit, when the ref was one.'),
  entryPoint: z.string().nullable(),
  siteId: z.string().nullable(),
  dataRef: z.string().nullable(),
  siteUserId: z.string().nullable(),
  landing: Landing.extend({ source: z.literal('visitor') }).nullable(),
  signedContext: z
    .unknown()
    .describe("`context` of the user token: the site's own word, unlike `dataRef` and `landing`."),
  source: z.string().nullable().describe('What the platform named as the source, such as SHORTLINK or ADS.'),
  adId: z.string().nullable(),
  isNewThread: z.boolean().nullable(),
  outcome: z.enum(['matched', 'unmatched', 'refused']),
  reason: ArrivalReason.nullable(),
  message: z.string().nullable().describe('The reason, in a sentence, and what to do.'),
  occurredAt: Instant,
  recordedAt: Instant,
});
export type Arrival = z.infer<typeof Arrival>;

export const ListArrivalsQuery = ListQuery.extend({
  pageId: z.string().optional(),
  psid: z.string().optional(),
  ref: z.string().optional(),
  refId: z.string().optional(),
  entryPoint: z.string().optional(),
  siteUserId: z.string().optional(),
  siteId: z.string().optional(),
  outcome: z.enum(['matched', 'unmatched', 'refused']).optional(),
});
export type ListArrivalsQuery = z.infer<typeof ListArrivalsQuery>;

/** Refs that arrived and that no entry point knows, grouped by page and ref. */
export const UnmatchedRef = z.object({
  pageId: z.string(),
  ref: z.string(),
  count: z.number().int(),
  entryPoint: z.string().nullable().describe('The entry point that knows the ref by now, such as by a new alias.'),
  firstSeenAt: Instant,
  lastSeenAt: Instant,
});
export type UnmatchedRef = z.infer<typeof UnmatchedRef>;

/** How a person first and last came, through entry points the caller may see. */
export const Touches = z.object({ first: Arrival.nullable(), last: Arrival.nullable() });
export type Touches = z.infer<typeof Touches>;

export const TouchesQuery = z.object({ pageId: z.string(), psid: z.string() });
export type TouchesQuery = z.infer<typeof TouchesQuery>;

export const ListUnmatchedRefsQuery = ListQuery.extend({ pageId: z.string().optional() });
export type ListUnmatchedRefsQuery = z.infer<typeof ListUnmatchedRefsQuery>;
