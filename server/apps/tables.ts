import { defineTables } from '../base/storage/index.ts';

/** Meta apps. Secrets and verify token are sealed. */
export const appTables = defineTables((kit) => ({
  apps: kit.table('apps', {
    id: kit.id().primaryKey(),
    sealedSecrets: kit.json<string[]>().notNull(),
    sealedVerifyToken: kit.text().notNull(),
    /** What the environment said when it was last taken over, as a digest; null for an app that only the API named. */
    seedDigest: kit.text(),
    allowsSha1: kit.bool().notNull(),
    createdAt: kit.time().notNull(),
    updatedAt: kit.time().notNull(),
  }),
}));
