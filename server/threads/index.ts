/** One person and one Page: when they were seen, and until when the Page may answer. */
export { handleThreadEvent } from './handlers.ts';
export { opensWindow } from './opens-window.ts';
export { threadRoutes } from './routes.ts';
export { threadTables } from './tables.ts';
export { touchThread } from './touch-thread.ts';
