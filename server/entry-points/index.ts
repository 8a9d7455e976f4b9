/** The ways from a website into a Page's threads. */
export { assertSiteOrigin } from './assert-site-origin.ts';
export { fetchOwn as fetchOwnEntryPoint } from './fetch-own.ts';
export { messengerLink } from './messenger-link.ts';
export type { PluginSource } from './get-config.ts';
export {
  findEntryPointByCampaignRef,
  findEntryPointByCode,
  findEntryPointByKey,
  type FoundEntryPoint,
} from './find-entry-point.ts';
export type { LinkContext } from './follow-link.ts';
export { isPageOfSite } from './is-page-of-site.ts';
export { listSitesOfPage } from './list-sites-of-page.ts';
export { entryPointRoutes } from './routes.ts';
export { exampleSnippets } from './snippets/example-snippets.ts';
export { entryPointVisitorRoutes } from './visitors/routes.ts';
export { entryPointTables } from './tables.ts';
