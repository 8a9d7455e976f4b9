import { z } from 'zod';
import { Instant } from './list.ts';
import { nameText } from './text.ts';

/** Ids of Meta's are opaque strings of digits: never numbers, which lose digits past 2^53. */
export const PageId = z.string().regex(/^[0-9]{1,40}$/, 'Expected the Page id: digits only, as a string.');

export const PutPageBody = z.object({
  name: nameText(200),
  accessToken: z.string().min(1).max(2000).describe('Page access token. Stored sealed, never shown again.'),
  platform: z.enum(['messenger', 'instagram']).default('messenger'),
});
export type PutPageBody = z.infer<typeof PutPageBody>;

export const ConnectedPage = z.object({
  id: z.string(),
  name: z.string(),
  platform: z.enum(['messenger', 'instagram']),
  health: z.enum(['ok', 'degraded', 'broken', 'unknown']),
  createdAt: Instant,
  updatedAt: Instant,
});
export type ConnectedPage = z.infer<typeof ConnectedPage>;
