/** This thread is this account of the site: how proven, since when, and what happened before. */
export { linkAccount, type LinkResult } from './link-account.ts';
export { accountLinkRoutes } from './routes.ts';
export { accountLinkTables } from './tables.ts';
