/** Meta apps: their secrets and verify tokens. */
export type { AppCredentials } from './app.ts';
export { createAppFinder } from './find-apps.ts';
export { knowsApp } from './knows-app.ts';
export { openAppSecret, openVerifyToken } from './open-credentials.ts';
export { removeApp } from './remove-app.ts';
export { appRoutes } from './routes.ts';
export { seedApp } from './seed-app.ts';
export { appTables } from './tables.ts';
