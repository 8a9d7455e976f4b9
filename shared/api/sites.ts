import { z } from 'zod';
import { Instant } from './list.ts';
import {
  SiteLanguage,
  SiteLinking,
  SiteLogin,
  SiteLook,
  UpdateSiteLinking,
  UpdateSiteLogin,
  UpdateSiteLook,
} from './site-settings.ts';
import { nameText } from './text.ts';
import { UpdateUserTokens, UserTokens } from './user-tokens.ts';

/** A web origin: scheme, host and, if it is not the default, port. */
export const Origin = z
  .string()
  .max(300)
  .regex(
    /^https?:\/\/([a-z0-9-]+(\.[a-z0-9-]+)*|\[[0-9a-f:]+\])(:[0-9]{1,5})?$/,
    'Expected an origin such as https://shop.example: lower-case scheme and host, no path, no slash at the end.',
  )
  .refine((origin) => !/^(https:.*:443|http:.*:80)$/.test(origin), "Leave out the scheme's own port: browsers do too.");

export const CreateSiteBody = z.object({
  name: nameText(200),
  origins: z.array(Origin).max(50),
});
export type CreateSiteBody = z.infer<typeof CreateSiteBody>;

export const UpdateSiteBody = CreateSiteBody.extend({
  userTokens: UpdateUserTokens,
  login: UpdateSiteLogin.nullable(),
  linking: UpdateSiteLinking,
  language: SiteLanguage,
  look: UpdateSiteLook,
}).partial();
export type UpdateSiteBody = z.infer<typeof UpdateSiteBody>;

export const Site = z.object({
  id: z.string(),
  name: z.string(),
  origins: z.array(z.string()),
  userTokens: UserTokens.describe('How the site proves who its users are, and what came of it.'),
  login: SiteLogin.nullable().describe('Where people sign in who want to link from Messenger; null: nowhere.'),
  linking: SiteLinking,
  language: SiteLanguage,
  look: SiteLook,
  createdAt: Instant,
});
export type Site = z.infer<typeof Site>;

export const CreatedSite = Site.extend({
  userTokenSecret: z.string().describe('Signs the user tokens of this site (HS256). Shown once.'),
});
export type CreatedSite = z.infer<typeof CreatedSite>;
