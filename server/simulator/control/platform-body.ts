import { z } from 'zod';
import { TOKEN_STATES } from '../state/access-token.ts';
import { PERMISSIONS } from '../state/app-settings.ts';
import { OLIVIA } from '../state/seed-people.ts';
import { PAGE_TASKS } from '../state/world.ts';

const Fields = z.array(z.string());

/** `POST /control/user-token`. */
export const UserTokenBody = z.strictObject({
  lifetime: z.enum(['short', 'long']).default('short'),
  person: z.string().default(OLIVIA),
  appId: z.string().optional(),
});
export type UserTokenBody = z.input<typeof UserTokenBody>;

/** `POST /control/apps`. */
export const AddAppBody = z
  .strictObject({ id: z.string().regex(/^\d{1,40}$/), secret: z.string().min(8), name: z.string().min(1).max(100) })
  .partial();
export type AddAppBody = z.input<typeof AddAppBody>;

/** `POST /control/app`: what is left out stays. */
export const AppBody = z
  .strictObject({
    appId: z.string(),
    mode: z.enum(['live', 'dev']),
    roles: z.array(z.string()),
    requiresProof: z.boolean(),
    permissions: z.array(z.enum(PERMISSIONS)),
    fields: z.strictObject({ page: Fields, instagram: Fields }).partial(),
    callbackUrl: z.string().nullable(),
    verifyToken: z.string().nullable(),
    allowsLocalDomains: z.boolean(),
  })
  .partial();
export type AppBody = z.input<typeof AppBody>;

/** `POST /control/page`: what is left out stays. */
export const PageBody = z
  .strictObject({
    isPublished: z.boolean(),
    isRestricted: z.boolean(),
    tasks: z.array(z.enum(PAGE_TASKS)),
    appId: z.string(),
    subscribedFields: Fields.nullable(),
    getStarted: z.string().nullable(),
    domains: z.array(z.string()),
    defaultAppId: z.string().nullable(),
    otherApps: z.array(z.object({ id: z.string(), name: z.string(), fields: Fields })),
    instagramId: z.string().nullable(),
  })
  .partial()
  .extend({ pageId: z.string() });
export type PageBody = z.input<typeof PageBody>;

/** `POST /control/token`: a token, or the id of a Page for all tokens of that Page. */
export const TokenBody = z.strictObject({
  of: z.string(),
  appId: z.string().optional(),
  state: z.enum(TOKEN_STATES).optional(),
  scopes: z.array(z.enum(PERMISSIONS)).optional(),
});
export type TokenBody = z.input<typeof TokenBody>;

/** `POST /control/thread`. */
export const ThreadOwnerBody = z.strictObject({
  pageId: z.string(),
  person: z.string(),
  ownerAppId: z.string().nullable(),
});
export type ThreadOwnerBody = z.input<typeof ThreadOwnerBody>;

/** `POST /control/pages`. */
export const AddPagesBody = z.strictObject({ count: z.int().min(1).max(5000).default(1) });

/** `POST /control/linking-token`. */
export const LinkingTokenBody = z.strictObject({ pageId: z.string(), person: z.string() });
