import { z } from 'zod';
import { Instant } from './list.ts';
import { nameText } from './text.ts';

/** What an API key may do. `*` is everything. */
export const SCOPES = [
  '*',
  'sites:read',
  'sites:write',
  'apps:read',
  'apps:write',
  'pages:read',
  'pages:write',
  'entry-points:read',
  'entry-points:write',
  'arrivals:read',
  'threads:read',
  'account-links:read',
  'account-links:write',
  'messages:read',
  'messages:write',
  'deliveries:read',
  'deliveries:write',
  'api-keys:read',
  'api-keys:write',
  'audit:read',
  'notifications:read',
] as const;
export const Scope = z.enum(SCOPES);
export type Scope = z.infer<typeof Scope>;

export const CreateApiKeyBody = z.object({
  name: nameText(200),
  scopes: z.array(Scope).min(1),
  siteId: z.string().nullable().default(null).describe('null: every site.'),
});
export type CreateApiKeyBody = z.infer<typeof CreateApiKeyBody>;

export const ApiKey = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(Scope),
  siteId: z.string().nullable(),
  createdAt: Instant,
  revokedAt: Instant.nullable(),
});
export type ApiKey = z.infer<typeof ApiKey>;

export const CreatedApiKey = ApiKey.extend({ key: z.string().describe('The key itself. Shown once.') });
export type CreatedApiKey = z.infer<typeof CreatedApiKey>;
