import { z } from 'zod';
import { Instant } from './list.ts';

/** A Meta app whose webhooks this server accepts. Its secrets are never shown. */
export const App = z.object({
  id: z.string(),
  secrets: z.number().int().describe('How many app secrets are accepted: the current one and those before it.'),
  webhookUrl: z.string().describe('Callback URL to enter in the dashboard.'),
  createdAt: Instant,
});
export type App = z.infer<typeof App>;

/** Ids of apps are opaque strings of digits, as those of Pages are. */
export const AppId = z.string().regex(/^[0-9]{1,40}$/, 'Expected the app id: digits only, as a string.');

export const PutAppBody = z.object({
  secrets: z
    .array(z.string().min(8).max(200))
    .min(1)
    .max(5)
    .describe('The current app secret first, then those that are still accepted. Stored sealed, never shown.'),
  verifyToken: z.string().min(8).max(200).describe('Shown by the platform when it verifies the callback URL.'),
});
export type PutAppBody = z.infer<typeof PutAppBody>;
