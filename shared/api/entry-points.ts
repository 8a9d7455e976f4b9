import { z } from 'zod';
import { MAX_REF_LENGTH, VISIT_REF_PATTERN } from '../ref.ts';
import type { EntryPointConfig as ConfigShape } from '../visit.ts';
import { Instant, ListQuery } from './list.ts';
import { PageId } from './pages.ts';
import { nameText, text } from './text.ts';

export const EntryPointKey = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9-]{0,62}$/,
    'Expected lower-case letters, digits and hyphens, at most 63, such as spring-sale.',
  );

export const Variant = z.enum(['button', 'bubble', 'qr', 'checkbox']);

/**
 * What an arrival with a proven site user leads to. `direct` ties the thread to the account at once: a forwarded link then
 * joins a stranger's thread to the account, so it is for demos and closed groups only.
 */
export const LinkPolicy = z
  .enum(['off', 'direct'])
  .describe(
    'off: attributes only. direct (dangerous): ties whoever opens the link to the account; a forwarded link joins a stranger.',
  );
export type LinkPolicy = z.infer<typeof LinkPolicy>;

/** A ref that stands on links already printed: whatever arrives, but never shaped like a visit ref. */
export const Alias = text(MAX_REF_LENGTH)
  .min(1)
  .refine((value) => !VISIT_REF_PATTERN.test(value), 'An alias must not look like a visit ref (code_22 characters).');

const Changeable = z.object({
  variant: Variant,
  label: nameText(80).nullable(),
  linkPolicy: LinkPolicy,
  aliases: z.array(Alias).max(100),
});

export const CreateEntryPointBody = Changeable.extend({
  siteId: z.string(),
  pageId: PageId,
  key: EntryPointKey,
  label: Changeable.shape.label.default(null),
  linkPolicy: LinkPolicy.default('off'),
  aliases: Changeable.shape.aliases.default([]),
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
  status: z.enum(['active', 'paused', 'archived']),
  url: z.string().describe('The link itself, with the campaign ref.'),
  goUrl: z.string().describe('For e-mail and print: takes UTM parameters and dataRef.'),
  snippet: z.string().describe('HTML to paste into a page.'),
  createdAt: Instant,
  updatedAt: Instant,
});
export type EntryPoint = z.infer<typeof EntryPoint>;

export const EntryPointConfig = z.object({
  key: z.string(),
  variant: Variant,
  label: z.string().nullable(),
  url: z.string(),
  status: z.enum(['active', 'paused', 'archived']),
}) satisfies z.ZodType<ConfigShape>;

export const ListEntryPointsQuery = ListQuery.extend({ siteId: z.string().optional(), pageId: z.string().optional() });
export type ListEntryPointsQuery = z.infer<typeof ListEntryPointsQuery>;
