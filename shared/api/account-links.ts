import { z } from 'zod';
import { Instant, ListQuery } from './list.ts';

/** How well a link is proven, weakest first. */
export const ASSURANCES = ['direct', 'code', 'in-thread', 'account-linking', 'on-site', 'match'] as const;
export const Assurance = z.enum(ASSURANCES);
export type Assurance = z.infer<typeof Assurance>;

/** How a thread and an account came together. */
export const LINK_WAYS = ['visit', 'messenger', 'code', 'web'] as const;
export const LinkWay = z.enum(LINK_WAYS);
export type LinkWay = z.infer<typeof LinkWay>;

/**
 * Who ended a link: the person in the thread, whoever holds the visit's secret on the site, the site's back end, an admin, or
 * the program by itself.
 */
export const LINK_ENDERS = ['person', 'visitor', 'site', 'admin', 'system'] as const;
export const LinkEnder = z.enum(LINK_ENDERS);
export type LinkEnder = z.infer<typeof LinkEnder>;

const SiteUserId = z.string().describe('Empty once the account was erased.');

export const AccountLink = z.object({
  id: z.string(),
  siteId: z.string(),
  siteUserId: SiteUserId,
  label: z.string().nullable().describe("The account's masked name, as it may be shown in the thread."),
  pageId: z.string(),
  psid: z.string(),
  assurance: Assurance.describe('The strongest proof there was.'),
  way: LinkWay,
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
  minimumAssurance: Assurance.optional().describe('Only links that are proven at least so well.'),
  includeRemoved: z.stringbool().optional().describe('true: also links that were removed.'),
});
export type ListAccountLinksQuery = z.infer<typeof ListAccountLinksQuery>;

/**
 * Everything that can happen to a link: `raised` by a stronger proof, `asked` where the site wants the person to choose between
 * two accounts, `renamed` and `merged` where the site says that the account has another id.
 */
export const LINK_EVENT_TYPES = [
  'created',
  'confirmed_again',
  'raised',
  'asked',
  'refused',
  'removed',
  'renamed',
  'merged',
] as const;
export const LinkEventType = z.enum(LINK_EVENT_TYPES);
export type LinkEventType = z.infer<typeof LinkEventType>;

/** Why a link was refused or ended, where there is more to say than the type does. */
export const LINK_REASONS = [
  'account_link_conflict',
  'assurance_too_low',
  'linking_withdrawn',
  'too_many_tries',
  'not_me',
  'wrong_number',
  'code_refused',
  'question_expired',
  'superseded',
  'replaced',
  'site_user_erased',
  'unlinked_in_messenger',
] as const;
export type LinkReason = (typeof LINK_REASONS)[number];

/** One thing that happened to the tie between a thread and an account, refusals included. */
export const AccountLinkEvent = z.object({
  id: z.string(),
  type: LinkEventType,
  linkId: z.string().nullable().describe('Of a refusal: the link that stood in the way.'),
  siteId: z.string(),
  siteUserId: SiteUserId,
  pageId: z.string(),
  psid: z.string(),
  assurance: Assurance,
  refId: z.string().nullable(),
  reason: z.string().nullable(),
  way: LinkWay.nullable(),
  by: LinkEnder.nullable().describe('Who ended it.'),
  address: z.string().nullable().describe('The network the proof came from: /24 or /48.'),
  agent: z.string().nullable().describe('The browser the proof came from, cut.'),
  at: Instant,
});
export type AccountLinkEvent = z.infer<typeof AccountLinkEvent>;

const SiteUserIdInput = z.string().min(1).max(255);

export const RenameSiteUserBody = z.strictObject({ siteId: z.string(), from: SiteUserIdInput, to: SiteUserIdInput });
export type RenameSiteUserBody = z.infer<typeof RenameSiteUserBody>;

export const MergeSiteUsersBody = z.strictObject({ siteId: z.string(), from: SiteUserIdInput, into: SiteUserIdInput });
export type MergeSiteUsersBody = z.infer<typeof MergeSiteUsersBody>;

export const EraseSiteUserBody = z.strictObject({ siteId: z.string(), siteUserId: SiteUserIdInput });
export type EraseSiteUserBody = z.infer<typeof EraseSiteUserBody>;

/** What a change of an account did. */
export const ChangedAccountLinks = z.object({
  links: z.int().describe('How many standing links it concerned; 0 when it had been done before.'),
});
export type ChangedAccountLinks = z.infer<typeof ChangedAccountLinks>;
