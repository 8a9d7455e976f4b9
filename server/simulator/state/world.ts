import { z } from 'zod';
import { AccessToken } from './access-token.ts';
import { AddedApp, AppFields } from './added-app.ts';
import { AppSettings } from './app-settings.ts';
import { LINKING_AS_IT_IS, LinkingRules } from './linking-rules.ts';
import { APP_FIELDS } from './subscription-fields.ts';

/** What the admin of a Page may be allowed to do with it. */
export const PAGE_TASKS = ['ADVERTISE', 'ANALYZE', 'CREATE_CONTENT', 'MESSAGING', 'MODERATE', 'MANAGE'] as const;

/** What people's phones can be: buttons to log in and out work on the first kind only. */
export const DEVICES = ['phone', 'desktop'] as const;

const Attachment = z.object({ type: z.string(), title: z.string(), url: z.string().nullable() });
const Choice = z.object({ title: z.string(), payload: z.string() });
const QuickReply = Choice.extend({ imageUrl: z.string().nullable().default(null) });

const WebAddress = z.url({ protocol: /^https?$/ });

/** A button below a message: a postback, as in every older state file, unless it says otherwise. */
export const Button = z.union([
  z.object({ type: z.literal('web_url'), title: z.string(), url: WebAddress }),
  z.object({ type: z.literal('account_link'), url: WebAddress }),
  z.object({ type: z.literal('account_unlink') }),
  Choice.extend({ type: z.literal('postback').default('postback') }),
]);
const Card = z.object({
  title: z.string(),
  subtitle: z.string(),
  imageUrl: z.string().nullable(),
  buttons: z.array(Button),
});
const Ad = z.object({ id: z.string(), title: z.string() });

const Message = z.object({
  mid: z.string(),
  from: z.enum(['person', 'page', 'note']),
  text: z.string(),
  at: z.number(),
  attachment: Attachment.nullable().default(null),
  replyTo: z.string().nullable().default(null),
  reaction: z.string().nullable().default(null),
  edits: z.number().default(0),
  isUnsent: z.boolean().default(false),
  quickReplies: z.array(QuickReply).default([]),
  buttons: z.array(Button).default([]),
  /** The elements of a generic template. */
  cards: z.array(Card).default([]),
  /** What its sender gave along, told back in the echo. */
  metadata: z.string().nullable().default(null),
  /** The app that wrote it in the Page's name; null for what people write. */
  appId: z.string().nullable().default(null),
});

const Thread = z.object({
  pageId: z.string(),
  personId: z.string(),
  exists: z.boolean(),
  pendingRef: z.string().nullable(),
  pendingAd: Ad.nullable().default(null),
  draft: z.string(),
  lastActionAt: z.number().nullable(),
  readUpTo: z.number().default(0),
  isBlocked: z.boolean().default(false),
  ownerAppId: z.string().nullable().default(null),
  ownedAt: z.number().default(0),
  ownedUntil: z.number().nullable().default(null),
  messages: z.array(Message),
});

const OtherApp = z.object({ id: z.string(), name: z.string(), fields: z.array(z.string()) });
const Persona = z.object({ id: z.string(), name: z.string(), profilePictureUrl: z.string() });
const Upload = z.object({ id: z.string(), type: z.string(), url: z.string() });

const Page = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string(),
  accessToken: z.string(),
  getStartedPayload: z.string().nullable(),
  /** The app that set Get Started; null when that was done by hand. */
  getStartedAppId: z.string().nullable().default(null),
  platform: z.enum(['messenger', 'instagram']).default('messenger'),
  /** What goes to the first app; what goes to the others stands below, by their ids. */
  subscribedFields: z.array(z.string()),
  subscriptions: z.record(z.string(), z.array(z.string())).default(() => ({})),
  isPublished: z.boolean().default(true),
  isRestricted: z.boolean().default(false),
  tasks: z.array(z.string()).default(() => [...PAGE_TASKS]),
  instagramId: z.string().nullable().default(null),
  defaultAppId: z.string().nullable().default(null),
  otherApps: z.array(OtherApp).default([]),
  profile: z.record(z.string(), z.unknown()).default(() => ({})),
  personas: z.array(Persona).default([]),
  uploads: z.array(Upload).default([]),
});

const Person = z.object({
  id: z.string(),
  name: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  locale: z.string(),
  timezone: z.number(),
  device: z.enum(DEVICES).default('phone'),
  asid: z.string(),
  asids: z.record(z.string(), z.string()).default(() => ({})),
  psids: z.record(z.string(), z.string()),
});

const LinkingToken = z.object({
  token: z.string(),
  pageId: z.string(),
  personId: z.string(),
  expiresAt: z.number(),
  /** The app whose button was tapped, and what the button opens; null for a token that no tap made. */
  appId: z.string().nullable().default(null),
  url: z.string().nullable().default(null),
  /** Somebody came back with it: it is good for nothing any more. */
  spentAt: z.number().nullable().default(null),
});

const LinkedAccount = z.object({
  pageId: z.string(),
  personId: z.string(),
  appId: z.string().nullable(),
  linkedAt: z.number(),
});

const ShopCredentials = z.object({
  siteId: z.string(),
  userTokenSecret: z.string(),
  entryKey: z.string(),
  entryUrl: z.string(),
});

/** Everything the simulated platform knows, and what the demo shop keeps: the shape of the state file. */
export const World = z.object({
  version: z.literal(1),
  pages: z.array(Page),
  people: z.array(Person),
  threads: z.array(Thread),
  appFields: AppFields.default(() => ({
    page: [...APP_FIELDS.page],
    instagram: [...APP_FIELDS.instagram],
  })),
  app: AppSettings.default(() => AppSettings.parse({})),
  moreApps: z.array(AddedApp).default([]),
  tokens: z.array(AccessToken).default([]),
  linkingTokens: z.array(LinkingToken).default([]),
  linkedAccounts: z.array(LinkedAccount).default([]),
  linkingRules: LinkingRules.default(() => ({ ...LINKING_AS_IT_IS })),
  shop: z.object({ cookieSecret: z.string(), credentials: ShopCredentials.nullable() }),
});
export type World = z.infer<typeof World>;

/** One line of a thread: written by the person, by the Page, or a note of the simulator itself. */
export type Message = z.infer<typeof Message>;

/** What a message shows besides its text. */
export type Attachment = z.infer<typeof Attachment>;

/** Something to tap that answers with a payload. */
export type Choice = z.infer<typeof Choice>;

/** A quick reply below the newest message of the Page. */
export type QuickReply = z.infer<typeof QuickReply>;

/** A button of a template. */
export type Button = z.infer<typeof Button>;

/** One element of a generic template. */
export type Card = z.infer<typeof Card>;

/** The token of a log-in that was begun. */
export type LinkingToken = z.infer<typeof LinkingToken>;

/** An ad that leads into the thread. */
export type Ad = z.infer<typeof Ad>;

/** One person and one Page. `exists` turns true when Get Started is tapped; until then `pendingRef` waits. */
export type Thread = z.infer<typeof Thread>;

/**
 * A Facebook Page, or a professional account of Instagram, with the token that acts for it, what its admin may do, how it
 * presents itself, and which other apps it is connected to.
 */
export type Page = z.infer<typeof Page>;

/** Somebody with a phone: an app-scoped id for every app, and a different page-scoped id for every Page. */
export type Person = z.infer<typeof Person>;

/** What the demo shop was given when it registered itself as a site. */
export type ShopCredentials = z.infer<typeof ShopCredentials>;
