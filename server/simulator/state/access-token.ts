import { z } from 'zod';

/** What can have become of a token besides running out. */
export const TOKEN_STATES = ['valid', 'expired', 'revoked', 'password_changed', 'logged_out'] as const;

/** A token of an app that acts for a person, or for a Page in a person's name. */
export const AccessToken = z.object({
  token: z.string(),
  /** null: the first app, whose id may be another at the next start. */
  appId: z.string().nullable().default(null),
  personId: z.string(),
  pageId: z.string().nullable().default(null),
  scopes: z.array(z.string()),
  issuedAt: z.number(),
  expiresAt: z.number().nullable().default(null),
  isLongLived: z.boolean().default(true),
  state: z.enum(TOKEN_STATES).default('valid'),
});
export type AccessToken = z.infer<typeof AccessToken>;
