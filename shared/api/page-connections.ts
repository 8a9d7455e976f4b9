import { z } from 'zod';
import { Instant } from './list.ts';
import { Check, PageId, PROBLEM_CODES } from './pages.ts';

export const StartConnectionBody = z.object({
  userToken: z
    .string()
    .min(1)
    .max(2000)
    .describe('User access token of somebody with a role on the Pages, long- or short-lived. Stored sealed.'),
  appId: z.string().optional().describe('The Meta app; the first one when left out.'),
});
export type StartConnectionBody = z.infer<typeof StartConnectionBody>;

const text = (max: number) => z.string().trim().min(1).max(max);

export const IceBreaker = z.object({ question: text(80), payload: text(1000) });

export const ChoosePagesBody = z.object({
  pageIds: z.array(PageId).min(1).max(200),
  getStartedPayload: text(1000).default('GET_STARTED'),
  greeting: text(160).optional().describe('Shown before the first message; what is there stays when left out.'),
  iceBreakers: z.array(IceBreaker).max(4).optional(),
  takesOverCallback: z
    .boolean()
    .default(false)
    .describe(
      'An app sends its events to one address. true: to this server, also when they go to another system now, which hears nothing any more. false: the connection stops there.',
    ),
});
export type ChoosePagesBody = z.infer<typeof ChoosePagesBody>;

/** The steps in their order; each is done again only when it was not done before. */
export const CONNECTION_STEPS = [
  'exchange_token',
  'list_pages',
  'choose_pages',
  'store_page_token',
  'subscribe_page',
  'set_profile',
  'subscribe_app',
  'check',
  'first_event',
] as const;
export type ConnectionStepName = (typeof CONNECTION_STEPS)[number];

export const ConnectionStep = z.object({
  name: z.enum(CONNECTION_STEPS),
  pageId: z.string().nullable().describe('null: it concerns the app or the person, not one Page.'),
  state: z.enum(['todo', 'done', 'failed', 'waiting']).describe('`waiting`: for a person, or for the platform.'),
  problem: z.enum(PROBLEM_CODES).nullable(),
  detail: z.string().nullable(),
  fix: z.string().nullable(),
  at: Instant.nullable(),
});
export type ConnectionStep = z.infer<typeof ConnectionStep>;

export const CandidatePage = z.object({
  id: z.string(),
  name: z.string(),
  platform: z.enum(['messenger', 'instagram']),
  tasks: z.array(z.string()),
  missingTasks: z.array(z.string()),
  instagramId: z.string().nullable(),
  isChosen: z.boolean(),
  isConnected: z.boolean(),
});
export type CandidatePage = z.infer<typeof CandidatePage>;

/** A guided connection, from a user token to Pages whose events arrive. It can be resumed at every step. */
export const PageConnection = z.object({
  id: z.string(),
  appId: z.string(),
  state: z.enum(['choosing', 'connecting', 'connected', 'failed']),
  missingPermissions: z.array(z.string()),
  foreignCallback: z
    .string()
    .nullable()
    .describe('Where the events of the app go, when the connection stopped because of it: see `takesOverCallback`.'),
  userTokenExpiresAt: Instant.nullable(),
  pages: z.array(CandidatePage),
  steps: z.array(ConnectionStep),
  checks: z.array(Check.extend({ pageId: z.string() })).describe('Of the chosen Pages.'),
  createdAt: Instant,
  expiresAt: Instant.describe('After that the user token is forgotten.'),
});
export type PageConnection = z.infer<typeof PageConnection>;

/** One step of a path that people walk in Meta's own pages. */
export const GuideStep = z.object({
  title: z.string(),
  detail: z.string(),
  url: z.string().nullable().describe('Where; null: here.'),
});
export type GuideStep = z.infer<typeof GuideStep>;

/** How to come to a user token: with a role on a Page, or with a test user, who needs no App Review. */
export const ConnectionGuide = z.object({
  permissions: z.array(z.string()).describe('To be ticked when the user token is created.'),
  instagramPermissions: z.array(z.string()).describe('Besides, for Instagram accounts.'),
  ownPage: z.array(GuideStep),
  aboutTestUsers: z.string().describe('Where Meta explains test users.'),
  testUser: z.array(GuideStep),
});
export type ConnectionGuide = z.infer<typeof ConnectionGuide>;
