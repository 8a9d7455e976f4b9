/** This thread is this account of the site: how proven, since when, and what happened before. */
export { endLinkOfThread } from './end-link-of-thread.ts';
export { endLink } from './end-link.ts';
export { findLink } from './find-link.ts';
export type { ChangedSiteUser } from './follow-site-user.ts';
export { MESSENGER_LINK_ENDED } from './jobs.ts';
export { isAsStrong } from './is-as-strong.ts';
export {
  linkAccount,
  linkAccountNow,
  type LinkInput,
  type LinkResult,
  type OnConflict,
  type StandingLink,
  writeLinks,
} from './link-account.ts';
export { listLinksOfThread } from './list-links-of-thread.ts';
export { type RefusedLink, refuseLink } from './refuse-link.ts';
export { accountLinkRoutes } from './routes.ts';
export { accountLinkTables } from './tables.ts';
export { unlinkVisit } from './unlink-visit.ts';
