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
