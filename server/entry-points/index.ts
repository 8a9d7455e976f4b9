/** The ways from a website into a Page's threads. */
export { assertSiteOrigin } from './assert-site-origin.ts';
export { messengerLink } from './entry-point.ts';
export {
  findEntryPointByCampaignRef,
  findEntryPointByCode,
  findEntryPointByKey,
  type FoundEntryPoint,
} from './find-entry-point.ts';
export type { LinkContext } from './follow-link.ts';
export { entryPointRoutes } from './routes.ts';
export { entryPointTables } from './tables.ts';
