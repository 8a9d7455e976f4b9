import { z } from 'zod';
import { Instant } from './list.ts';
import { nameText } from './text.ts';

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

export const UpdateSiteBody = CreateSiteBody.partial();
export type UpdateSiteBody = z.infer<typeof UpdateSiteBody>;

export const Site = z.object({
  id: z.string(),
  name: z.string(),
  origins: z.array(z.string()),
  createdAt: Instant,
});
export type Site = z.infer<typeof Site>;

export const CreatedSite = Site.extend({
  userTokenSecret: z.string().describe('Signs the user tokens of this site (HS256). Shown once.'),
});
export type CreatedSite = z.infer<typeof CreatedSite>;
