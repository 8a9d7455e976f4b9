import { z } from 'zod';
import { AppId } from './apps.ts';
import { Instant } from './list.ts';
import { nameText } from './text.ts';

/** Ids of Meta's are opaque strings of digits: never numbers, which lose digits past 2^53. */
export const PageId = z.string().regex(/^[0-9]{1,40}$/, 'Expected the Page id: digits only, as a string.');

export const PutPageBody = z.object({
  name: nameText(200),
  accessToken: z.string().min(1).max(2000).describe('Page access token. Stored sealed, never shown again.'),
  platform: z.enum(['messenger', 'instagram']).default('messenger'),
  username: z
    .string()
    .regex(/^[A-Za-z0-9._]{1,60}$/, 'Expected the username alone, such as shop.example.')
    .optional()
    .describe('Of an Instagram account: its ig.me links are made with it.'),
});
export type PutPageBody = z.infer<typeof PutPageBody>;

/** Everything that is looked at, in the order in which it is mended. */
export const CHECK_NAMES = [
  'app_credentials',
  'callback_url',
  'app_fields',
  'page_token',
  'permissions',
  'page_tasks',
  'page_subscription',
  'page_fields',
  'page_published',
  'get_started',
  'greeting',
  'ice_breakers',
  'whitelisted_domains',
  'thread_control',
  'instagram_account',
  'app_mode',
  'reception',
  'sending',
] as const;
export type CheckName = (typeof CHECK_NAMES)[number];

export const CheckState = z
  .enum(['set', 'missing', 'wrong', 'unknown'])
  .describe('`unknown`: not looked at yet, or it cannot be found out; `detail` says which.');
export type CheckState = z.infer<typeof CheckState>;

/** Why a Page does not work as it should. The set is closed. */
export const PROBLEM_CODES = [
  'token_invalid',
  'token_expired',
  'token_revoked',
  'token_of_another_page',
  'permission_missing',
  'task_missing',
  'app_credentials_wrong',
  'app_not_subscribed',
  'callback_wrong',
  'verify_token_mismatch',
  'page_not_subscribed',
  'fields_missing',
  'page_unpublished',
  'page_restricted',
  'get_started_missing',
  'domain_missing',
  'development_mode',
  'thread_owned_by_other_app',
  'silent',
  'rate_limited',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** One thing that must be right for events of a Page to arrive, as it was when it was last looked at. */
export const Check = z.object({
  name: z.enum(CHECK_NAMES),
  step: z
    .enum(['webhook', 'subscription', 'profile', 'surroundings'])
    .describe("`webhook` and `subscription` are the two steps of Meta's FAQ; the rest is what else can be in the way."),
  appId: z.string(),
  state: CheckState,
  isRequired: z.boolean().describe('false: events arrive without it, but something else does not work.'),
  detail: z.string().nullable().describe('What was found.'),
  fix: z.string().nullable().describe('What to do, and where; null when nothing is to be done.'),
  problem: z.enum(PROBLEM_CODES).nullable().optional().describe('What it amounts to; null when nothing is wrong.'),
  checkedAt: Instant.nullable(),
});
export type Check = z.infer<typeof Check>;

export const Problem = z.object({
  code: z.enum(PROBLEM_CODES),
  appId: z.string().nullable(),
  severity: z.enum(['degraded', 'broken']),
  since: Instant,
  evidence: z.string().describe('What shows it.'),
  whatToDo: z.string().describe('What to do, and who can.'),
});
export type Problem = z.infer<typeof Problem>;

export const PageHealth = z.enum(['ok', 'degraded', 'broken', 'unknown']);
export type PageHealth = z.infer<typeof PageHealth>;

/** A time in which the platform had stopped sending: what happened in it was never delivered and cannot be fetched. */
export const LostPeriod = z.object({
  from: Instant,
  to: Instant.nullable().describe('null while it lasts.'),
  reason: z.enum(PROBLEM_CODES),
});
export type LostPeriod = z.infer<typeof LostPeriod>;

export const ConnectedPage = z.object({
  id: z.string(),
  name: z.string(),
  platform: z.enum(['messenger', 'instagram']),
  username: z.string().nullable(),
  health: PageHealth,
  healthSince: Instant.nullable(),
  problems: z.array(Problem),
  steps: z
    .object({ webhook: CheckState, subscription: CheckState })
    .describe('The two steps: the worst state of the required checks of each.'),
  checks: z.array(Check),
  lostPeriods: z.array(LostPeriod).describe('Newest first, at most 20.'),
  lastEventAt: Instant.nullable().describe('When the platform last delivered an event of this Page.'),
  repairsItself: z.boolean().describe('Whether a lost subscription is renewed without asking.'),
  disconnectedAt: Instant.nullable(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type ConnectedPage = z.infer<typeof ConnectedPage>;

export const UpdatePageBody = z.object({ repairsItself: z.boolean() }).partial();
export type UpdatePageBody = z.infer<typeof UpdatePageBody>;

/** `POST /v1/pages/{id}/check` */
export const CheckPageBody = z.object({
  probesSending: z
    .boolean()
    .default(false)
    .describe(
      'true: the newest message is marked as read, if its person may still be answered. It shows whether anything may be sent; the person sees that it was read.',
    ),
});
export type CheckPageBody = z.infer<typeof CheckPageBody>;

/** `POST /v1/pages/{id}/disconnect` */
export const DisconnectPageQuery = z.object({
  appId: AppId.optional().describe('Only this app leaves the Page; the last one leaves it altogether.'),
});

/** What one repair did. */
export const PageRepair = z.object({
  page: ConnectedPage,
  done: z.array(z.string()).describe('What was set again, in plain words.'),
  left: z.array(Problem).describe('What only a person can mend.'),
});
export type PageRepair = z.infer<typeof PageRepair>;
