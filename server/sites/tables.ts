import { defineTables } from '../base/storage/index.ts';

/** The customer's websites, and the user tokens already used (kept until they expire). */
export const siteTables = defineTables((kit) => {
  const sites = kit.table('sites', {
    id: kit.id().primaryKey(),
    name: kit.text().notNull(),
    origins: kit.json<string[]>().notNull(),
    sealedUserTokenSecret: kit.text().notNull(),
    createdAt: kit.time().notNull(),
    updatedAt: kit.time().notNull(),
  });
  const usedUserTokens = kit.table(
    'used_user_tokens',
    {
      siteId: kit
        .text()
        .notNull()
        .references(() => sites.id),
      jtiHash: kit.text().notNull(),
      expiresAt: kit.time().notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.siteId, t.jtiHash] }), kit.index('used_user_tokens_expiry').on(t.expiresAt)],
  );
  return { sites, usedUserTokens };
});
