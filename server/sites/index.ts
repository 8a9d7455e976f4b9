/** The customer's websites: origins, secrets, and who their users are. */
export { isSiteOrigin } from './is-site-origin.ts';
export { listSiteOrigins } from './list-site-origins.ts';
export { purgeUsedTokens } from './purge-used-tokens.ts';
export { siteRoutes } from './routes.ts';
export { siteTables } from './tables.ts';
export { getSite } from './get-site.ts';
export {
  type SiteUser,
  type UserTokenResult,
  useUserToken,
  type VerifiedUserToken,
  verifyUserToken,
} from './verify-user-token.ts';
