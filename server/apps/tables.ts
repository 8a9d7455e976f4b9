import { defineTables } from '../base/storage/index.ts';

/** Meta apps. Secrets and verify token are sealed. */
export const appTables = defineTables((kit) => ({
  apps: kit.table('apps', {
    id: kit.id().primaryKey(),
    sealedSecrets: kit.json<string[]>().notNull(),
    sealedVerifyToken: kit.text().notNull(),
    allowsSha1: kit.bool().notNull(),
    createdAt: kit.time().notNull(),
    updatedAt: kit.time().notNull(),
  }),
}));
