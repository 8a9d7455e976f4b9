/** The customer's websites: origins, how they prove who their users are, and what they have chosen. */
export { getSite } from './get-site.ts';
export { isSiteOrigin } from './is-site-origin.ts';
export { listSiteOrigins } from './list-site-origins.ts';
export { maskAccount } from './mask-account.ts';
export { purgeUsedTokens } from './purge-used-tokens.ts';
export { siteRoutes } from './routes.ts';
export { getClientSecret } from './settings/get-client-secret.ts';
export { getSiteSettings, type SiteSettings } from './settings/get-site-settings.ts';
export { signedDataRef } from './signed-data-ref.ts';
export { siteTables } from './tables.ts';
export {
  type SiteUser,
  type UserTokenResult,
  type UserTokenUse,
  useUserToken,
  type VerifiedUserToken,
  verifyUserToken,
} from './verify-user-token.ts';
