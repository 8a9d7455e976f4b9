import { z } from 'zod';
import { readLinkCodeRef } from '../link-code.ts';
import { MAX_REF_LENGTH, VISIT_REF_PATTERN } from '../ref.ts';
import type { EntryPointConfig as ConfigShape, Takeover as TakeoverShape } from '../visit.ts';
import { Instant, ListQuery } from './list.ts';
import { PageId } from './pages.ts';
import { Origin } from './sites.ts';
import { nameText, text } from './text.ts';

export const EntryPointKey = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9-]{0,62}$/,
    'Expected lower-case letters, digits and hyphens, at most 63, such as spring-sale.',
  );

export const Variant = z.enum(['button', 'bubble', 'qr', 'checkbox']);

/**
 * What an arrival with a proven site user leads to. `match` stops both a forwarded link and a leaked one: the site shows a
 * number, and the thread is asked for it. `direct` ties the thread at once: a forwarded link then joins a stranger's thread to
 * the account, so it is for demos and closed groups only.
 */
export const LinkPolicy = z
  .enum(['off', 'direct', 'confirm-in-thread', 'confirm-on-site', 'match'])
  .describe(
    'off: attributes only. match: the thread is asked for a number that the site shows. confirm-in-thread: the thread is asked whether the account is theirs (stops forwarded links, not leaked ones). confirm-on-site: the visitor is asked whether the person is them (stops leaked links, not forwarded ones). direct (dangerous): ties whoever opens the link to the account.',
  );
export type LinkPolicy = z.infer<typeof LinkPolicy>;

/** A ref that stands on links already printed: whatever arrives, but never shaped like a visit ref. */
export const Alias = text(MAX_REF_LENGTH)
  .min(1)
  .refine((value) => !VISIT_REF_PATTERN.test(value), 'An alias must not look like a visit ref (code_22 characters).')
  .refine(
    (value) => readLinkCodeRef(value) === null,
    'An alias must not look like a link with a chat code (code_8 characters).',
  );

export const Look = z
  .object({
    accent: z
      .string()
      .regex(/^#[0-9a-f]{6}$/i, 'Expected a colour such as #2b5fd9.')
      .nullable()
      .default(null)
      .describe('Colour of the button; its text becomes black or white, whichever can be read on it.'),
    size: z.enum(['standard', 'large', 'xlarge']).nullable().default(null),
    color: z.enum(['blue', 'white']).nullable().default(null),
  })
  .describe('Where the page itself says nothing; null leaves it to the element.');
export type Look = z.infer<typeof Look>;

const Changeable = z.object({
  variant: Variant,
  label: nameText(80).nullable(),
  linkPolicy: LinkPolicy,
  aliases: z.array(Alias).max(100),
  look: Look,
  allowsPlugin: z
    .boolean()
    .describe("Whether Meta's own plugin may replace the link, once the visitor has agreed and acted on the element."),
  takesOver: z
    .array(Origin)
    .max(50)
    .describe(
      "Origins of the site on which it stands for the Page's old plugin markup; one entry point per Page and origin.",
    ),
});

export const CreateEntryPointBody = Changeable.extend({
  siteId: z.string(),
  pageId: PageId,
  key: EntryPointKey,
  label: Changeable.shape.label.default(null),
  linkPolicy: LinkPolicy.default('match'),
  aliases: Changeable.shape.aliases.default([]),
  look: Look.default({ accent: null, size: null, color: null }),
  allowsPlugin: Changeable.shape.allowsPlugin.default(false),
  takesOver: Changeable.shape.takesOver.default([]),
});
export type CreateEntryPointBody = z.infer<typeof CreateEntryPointBody>;

export const UpdateEntryPointBody = Changeable.partial();
export type UpdateEntryPointBody = z.infer<typeof UpdateEntryPointBody>;

export const EntryPoint = z.object({
  key: z.string(),
  code: z.string().describe('Campaign ref: stands in printed links for good.'),
  siteId: z.string(),
  pageId: z.string(),
  variant: Variant,
  label: z.string().nullable(),
  linkPolicy: LinkPolicy,
  aliases: z.array(z.string()),
  look: Look,
  allowsPlugin: z.boolean(),
  takesOver: z.array(z.string()),
  status: z.enum(['active', 'paused', 'archived']),
  url: z.string().describe('The link itself, with the campaign ref.'),
  goUrl: z.string().describe('For e-mail and print: takes UTM parameters and dataRef.'),
  snippet: z
    .string()
    .describe('HTML to paste into a page; GET /v1/entry-points/{key}/snippets has it for other places.'),
  createdAt: Instant,
  updatedAt: Instant,
});
export type EntryPoint = z.infer<typeof EntryPoint>;

export const Snippet = z.object({
  id: z.string().describe('Names the place, such as wordpress.'),
  title: z.string(),
  language: z.enum(['html', 'css', 'javascript', 'tsx', 'vue', 'svelte']),
  code: z.string().describe('To paste as it is; capitals stand for what only the site knows.'),
  note: z.string().nullable().describe('What else has to be known or done.'),
});
export type Snippet = z.infer<typeof Snippet>;

export const Snippets = z.object({
  widgetVersion: z.string().describe('The one that pinned snippets name.'),
  data: z.array(Snippet),
});
export type Snippets = z.infer<typeof Snippets>;

export const EntryPointConfig = z.object({
  key: z.string(),
  variant: Variant,
  label: z.string().nullable(),
  url: z.string(),
  status: z.enum(['active', 'paused', 'archived']),
  platform: z.enum(['messenger', 'instagram']),
  pageId: z.string(),
  pageName: z.string(),
  look: Look.extend({
    onAccent: z.string().nullable().describe('Colour of the text on the accent, at 4.5:1 or more.'),
  }),
  plugin: z
    .object({
      appId: z.string(),
      pageId: z.string(),
      sdkUrl: z.string().describe('/<locale>/sdk.js follows.'),
      version: z.string(),
      doubt: z
        .enum(['development_mode', 'domain_not_whitelisted'])
        .nullish()
        .describe('Why it would not show on this website, as far as the last look at app and Page tells.'),
    })
    .nullable()
    .describe("What Meta's plugin needs; null where it may not be used."),
}) satisfies z.ZodType<ConfigShape>;
export type EntryPointConfig = z.infer<typeof EntryPointConfig>;

export const Takeover = EntryPointConfig.omit({ key: true }).extend({
  entry: z.string().describe('The key of the entry point.'),
}) satisfies z.ZodType<TakeoverShape>;
export type Takeover = z.infer<typeof Takeover>;

export const TakeoverQuery = z.object({
  pageId: PageId,
  variant: Variant.optional().describe('Which one is rather wanted where several could stand for the markup.'),
});
export type TakeoverQuery = z.infer<typeof TakeoverQuery>;

export const PluginSettings = z.object({
  isStoppedEverywhere: z.boolean().describe("true: Meta's plugins give way to the link everywhere."),
  stoppedPageIds: z.array(PageId).max(1000).describe('The same for single Pages.'),
});
export type PluginSettings = z.infer<typeof PluginSettings>;

export const ListEntryPointsQuery = ListQuery.extend({ siteId: z.string().optional(), pageId: z.string().optional() });
export type ListEntryPointsQuery = z.infer<typeof ListEntryPointsQuery>;
