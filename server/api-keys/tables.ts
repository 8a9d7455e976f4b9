import type { Scope } from '../../shared/api/api-keys.ts';
import { defineTables } from '../base/storage/index.ts';
import { siteTables } from '../sites/index.ts';

/** API keys, by their hash. */
export const apiKeyTables = defineTables((kit) => ({
  apiKeys: kit.table(
    'api_keys',
    {
      id: kit.id().primaryKey(),
      name: kit.text().notNull(),
      hash: kit.text().notNull(),
      scopes: kit.json<Scope[]>().notNull(),
      siteId: kit.text().references(() => siteTables.of(kit).sites.id),
      createdAt: kit.time().notNull(),
      revokedAt: kit.time(),
      seededAs: kit.text(),
    },
    (t) => [kit.unique('api_keys_hash').on(t.hash)],
  ),
}));
