/** Connected Pages and Instagram accounts: the tokens apps have for them, connecting, looking after them. */
export { forgetUserTokens } from './connect/forget-user-tokens.ts';
export { createHandshakeTeller } from './connect/watch-handshake.ts';
export { pageConnectionRoutes } from './connect/routes.ts';
export { type ReadRhythm } from './health/learn-rhythm.ts';
export { startWatchdog, type Watchdog, type WatchdogOptions } from './health/start-watchdog.ts';
export { watchGauges } from './health/watch-gauges.ts';
export { type WatchIntervals } from './health/watch-page.ts';
export { forgetApp } from './forget-app.ts';
export { findPages, type FoundPage } from './find-pages.ts';
export { findPluginDoubt } from './find-plugin-doubt.ts';
export { findPageSenders, type PageSender, type PageSenders } from './find-page-senders.ts';
export { isConnectedPage } from './is-connected-page.ts';
export { workOnPages } from './jobs.ts';
export { createPageEventHandler } from './note-page-event.ts';
export { PAGE_CONNECTED } from './put-page.ts';
export { pageRoutes } from './routes.ts';
export { pageTables } from './tables.ts';
export { withPageToken } from './with-page-token.ts';
