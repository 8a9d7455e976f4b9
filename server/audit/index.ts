/** Who did what, written in the same transaction as the deed. */
export { recordAudit } from './record-audit.ts';
export { auditRoutes } from './routes.ts';
export { auditTables } from './tables.ts';
