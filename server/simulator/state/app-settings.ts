import { z } from 'zod';
import { OLIVIA } from './seed-people.ts';

/** Everything that the app may be allowed to do with Pages and accounts. */
export const PERMISSIONS = [
  'pages_show_list',
  'pages_manage_metadata',
  'pages_messaging',
  'pages_read_engagement',
  'business_management',
  'instagram_basic',
  'instagram_manage_messages',
] as const;

/** Where the server is told of events when nobody said otherwise: a path means the server itself. */
export const OWN_CALLBACK = '/webhooks/messenger';

/** What stands in the dashboard of the app. */
export const AppSettings = z.object({
  mode: z.enum(['live', 'dev']).default('live'),
  /** People with a role on the app: while it is in development, only they cause events and can be written to. */
  roles: z.array(z.string()).default([OLIVIA]),
  requiresProof: z.boolean().default(false),
  /** What a new user token is granted. */
  permissions: z.array(z.string()).default(() => [...PERMISSIONS]),
  /** A path of the server's, or an address; null: none is set, and nothing is sent. */
  callbackUrl: z.string().nullable().default(OWN_CALLBACK),
  /** Sent in every handshake instead of the token of the call, as if somebody had typed it wrong. */
  verifyToken: z.string().nullable().default(null),
  /** Lets `whitelisted_domains` take http://localhost, which the platform never does. */
  allowsLocalDomains: z.boolean().default(false),
});
export type AppSettings = z.infer<typeof AppSettings>;
