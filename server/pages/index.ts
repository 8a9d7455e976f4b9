/** Connected Pages and Instagram accounts, and the tokens apps have for them. */
export { isConnectedPage } from './is-connected-page.ts';
export { PAGE_CONNECTED } from './put-page.ts';
export { pageRoutes } from './routes.ts';
export { pageTables } from './tables.ts';
