/** API keys: how the site's back end proves itself. */
export { authenticateApiKey } from './authenticate-api-key.ts';
export { apiKeyRoutes } from './routes.ts';
export { seedApiKey } from './seed-api-key.ts';
export { apiKeyTables } from './tables.ts';
