/** One person and one Page: when they were seen, until when the Page may answer, who answers, and what arrived. */
export { findThreadFacts, type FoundThread } from './find-thread-facts.ts';
export { handleThreadEvent } from './handlers.ts';
export { markUnreachable } from './mark-unreachable.ts';
export { opensWindow } from './opens-window.ts';
export { threadRoutes } from './routes.ts';
export { setLocale } from './set-locale.ts';
export { threadTables } from './tables.ts';
export { touchThread } from './touch-thread.ts';
