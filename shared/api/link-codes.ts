import { z } from 'zod';
import type { LinkCode as LinkCodeShape } from '../link-code.ts';
import { MAX_DATA_REF_LENGTH } from '../ref.ts';
import { EntryPointKey } from './entry-points.ts';
import { Instant } from './list.ts';
import { text } from './text.ts';

export const CreateLinkCodeBody = z.object({
  entryPoint: EntryPointKey,
  userToken: z
    .string()
    .max(32_768)
    .optional()
    .describe("A browser's proof of who is signed in: a token of the site's back end, as for POST /v1/refs."),
  siteUserId: z
    .string()
    .min(1)
    .max(255)
    .optional()
    .describe("The account, named by the site's back end: needs an API key with account-links:write."),
  label: text(200).optional().describe("The account's name; beside siteUserId, kept and shown masked alone."),
  dataRef: text(MAX_DATA_REF_LENGTH).optional(),
});
export type CreateLinkCodeBody = z.infer<typeof CreateLinkCodeBody>;

export const LinkCode = z.object({
  id: z.string().describe('The visit: GET /v1/refs/{id} and what stands below it, with the watchSecret.'),
  code: z.string().describe('To be typed in the chat, in any case, with or without the dash: `CDFG-HJKM`.'),
  url: z.string().describe('Opens the chat with the code: as a link, or as a QR code.'),
  watchSecret: z.string().describe('Lets its holder watch and confirm. Shown once.'),
  expiresAt: Instant.describe('The code works once, and until then.'),
}) satisfies z.ZodType<LinkCodeShape>;
export type LinkCode = z.infer<typeof LinkCode>;

export const LoginPromptBody = z.object({
  siteId: z.string().max(100).optional().describe('A key of one site always speaks for its own; any other names it.'),
});
export type LoginPromptBody = z.infer<typeof LoginPromptBody>;

export const LoginPromptResult = z.object({
  messageId: z.string().describe('GET /v1/messages/{id} says what became of it.'),
});
export type LoginPromptResult = z.infer<typeof LoginPromptResult>;
