import { z } from 'zod';
import { LANGUAGES } from '../language.ts';
import { Assurance } from './account-links.ts';
import { nameText } from './text.ts';
import { WebAddress } from './web-address.ts';

export const SiteLanguage = z.enum(LANGUAGES).describe('What people are spoken to in whose own language is unknown.');

const HandoffLogin = z.object({
  kind: z.literal('handoff'),
  url: WebAddress.describe(
    "The site's own login page: it gets `state` and `return_to` and comes back with a signed token. On one of the site's origins.",
  ),
});

const OidcLogin = z.object({
  kind: z.literal('oidc'),
  issuer: WebAddress.refine((url) => !url.includes('?'), 'Expected an issuer without a query.'),
  clientId: nameText(300),
  scopes: z
    .array(z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]{1,100}$/, 'Expected a scope: visible characters, no space.'))
    .max(20)
    .overwrite((scopes) => [...new Set(['openid', ...scopes])])
    .default(['openid']),
  subjectClaim: z
    .string()
    .regex(/^[A-Za-z0-9_.:/-]{1,100}$/, 'Expected the name of a claim, such as sub.')
    .default('sub')
    .describe("The claim of the ID token that is the site's id of the account."),
});

export const UpdateSiteLogin = z.discriminatedUnion('kind', [
  HandoffLogin,
  OidcLogin.extend({
    clientSecret: z
      .string()
      .min(1)
      .max(1000)
      .nullable()
      .optional()
      .describe(
        'Stored sealed, never shown. Left out, the one of the same issuer and client stays; null: there is none.',
      ),
  }),
]);
export type UpdateSiteLogin = z.infer<typeof UpdateSiteLogin>;

export const SiteLogin = z.discriminatedUnion('kind', [
  HandoffLogin,
  OidcLogin.extend({ hasClientSecret: z.boolean() }),
]);
export type SiteLogin = z.infer<typeof SiteLogin>;

/** As people type them: case, width of characters and spaces around make no difference. */
const Keyword = nameText(50).overwrite((word) => word.normalize('NFKC').toLowerCase().trim());
const keywords = z
  .array(Keyword)
  .max(20)
  .overwrite((words) => [...new Set(words)]);

const Texts = z
  .partialRecord(
    z.enum(LANGUAGES),
    z
      .record(
        z
          .string()
          .regex(/^[a-z][A-Za-z0-9]*(\.[A-Za-z0-9]+)*$/)
          .max(60),
        nameText(1000),
      )
      .refine((texts) => Object.keys(texts).length <= 100, 'Expected at most 100 texts in a language.'),
  )
  .describe(
    "The site's own words, by language and key, in the place of ours; one that does not fit its place is passed over.",
  );

export const SiteLinking = z.object({
  minimumAssurance: Assurance.nullable().describe('The weakest proof a link may rest on; null: any.'),
  onConflict: z
    .enum(['refuse', 'replace-with-notice', 'ask'])
    .describe('What happens when a thread that is tied to one account proves another.'),
  confirmNumber: z
    .boolean()
    .describe("Whether a link by Messenger's Log In button becomes active only when the thread has answered a number."),
  asksUnlinked: z
    .boolean()
    .describe('Whether the first message of somebody who is not linked is answered with Log In.'),
  keywords: z.object({ login: keywords, logout: keywords }).describe('Messages that ask for Log In or Log Out.'),
  texts: Texts,
});
export type SiteLinking = z.infer<typeof SiteLinking>;

export const UpdateSiteLinking = SiteLinking.partial();
export type UpdateSiteLinking = z.infer<typeof UpdateSiteLinking>;

/** How linking works at a site that has chosen nothing. */
export const DEFAULT_LINKING: SiteLinking = {
  minimumAssurance: null,
  onConflict: 'refuse',
  confirmNumber: true,
  asksUnlinked: false,
  keywords: { login: ['log in', 'login', 'connect'], logout: ['log out', 'logout', 'disconnect'] },
  texts: {},
};

const Accent = z
  .string()
  .regex(/^#[0-9a-f]{6}$/i, 'Expected a colour such as #2b5fd9.')
  .overwrite((colour) => colour.toLowerCase());

export const SiteLook = z.object({
  accent: Accent.nullable().describe("The site's colour on the linking pages: at least 3:1 against white."),
  logoUrl: WebAddress.nullable(),
});
export type SiteLook = z.infer<typeof SiteLook>;

export const UpdateSiteLook = SiteLook.partial();
export type UpdateSiteLook = z.infer<typeof UpdateSiteLook>;
