import { z } from 'zod';

const Message = z.object({
  mid: z.string(),
  from: z.enum(['person', 'page', 'note']),
  text: z.string(),
  at: z.number(),
});

const Thread = z.object({
  pageId: z.string(),
  personId: z.string(),
  exists: z.boolean(),
  pendingRef: z.string().nullable(),
  draft: z.string(),
  lastActionAt: z.number().nullable(),
  messages: z.array(Message),
});

const Page = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string(),
  accessToken: z.string(),
  getStartedPayload: z.string(),
  subscribedFields: z.array(z.string()),
});

const Person = z.object({
  id: z.string(),
  name: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  locale: z.string(),
  timezone: z.number(),
  asid: z.string(),
  psids: z.record(z.string(), z.string()),
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
  shop: z.object({ cookieSecret: z.string(), credentials: ShopCredentials.nullable() }),
});
export type World = z.infer<typeof World>;

/** One line of a thread: written by the person, by the Page, or a note of the simulator itself. */
export type Message = z.infer<typeof Message>;

/** One person and one Page. `exists` turns true when Get Started is tapped; until then `pendingRef` waits. */
export type Thread = z.infer<typeof Thread>;

/** A Facebook Page with the token that acts for it. */
export type Page = z.infer<typeof Page>;

/** Somebody with a phone: one app-scoped id, and a different page-scoped id for every Page. */
export type Person = z.infer<typeof Person>;

/** What the demo shop was given when it registered itself as a site. */
export type ShopCredentials = z.infer<typeof ShopCredentials>;
