import type { SiteLinking, SiteLook } from '../../shared/api/site-settings.ts';
import type { UserTokenMode } from '../../shared/api/user-tokens.ts';
import type { LanguageCode } from '../../shared/language.ts';
import { defineTables, type Kit } from '../base/storage/index.ts';
import type { IgnoredKey, PublicKey } from './proof/public-key.ts';
import type { StoredLogin } from './settings/stored-login.ts';

/** A secret for user tokens as it is kept. */
export interface StoredSecret {
  readonly id: string;
  readonly sealed: string;
  readonly createdAt: string;
}

/** The customer's websites, what their keys' addresses answered, and the user tokens already used or counted. */
export const siteTables = defineTables((kit) => {
  const sites = kit.table('sites', {
    id: kit.id().primaryKey(),
    name: kit.text().notNull(),
    origins: kit.json<string[]>().notNull(),
    userTokenMode: kit.text().$type<UserTokenMode>().notNull(),
    userTokenSecrets: kit.json<StoredSecret[]>().notNull(),
    userTokenKeys: kit.json<PublicKey[]>().notNull(),
    jwksUrl: kit.text(),
    observedSince: kit.time(),
    login: kit.json<StoredLogin>(),
    linking: kit.json<SiteLinking>().notNull(),
    language: kit.text().$type<LanguageCode>().notNull(),
    look: kit.json<SiteLook>().notNull(),
    createdAt: kit.time().notNull(),
    updatedAt: kit.time().notNull(),
  });
  const siteIdOf = () =>
    kit
      .text()
      .notNull()
      .references(() => sites.id);
  return { sites, ...tokenTables(kit, siteIdOf), ...keyTables(kit, siteIdOf) };
});

type SiteId = () => ReturnType<ReturnType<Kit['text']>['notNull']>;

function tokenTables(kit: Kit, siteId: SiteId) {
  const usedUserTokens = kit.table(
    'used_user_tokens',
    { siteId: siteId(), jtiHash: kit.text().notNull(), expiresAt: kit.time().notNull() },
    (t) => [kit.primaryKey({ columns: [t.siteId, t.jtiHash] }), kit.index('used_user_tokens_expiry').on(t.expiresAt)],
  );
  // `outcome` is `accepted` or the code of the refusal.
  const userTokenOutcomes = kit.table(
    'user_token_outcomes',
    { siteId: siteId(), outcome: kit.text().notNull(), count: kit.int().notNull() },
    (t) => [kit.primaryKey({ columns: [t.siteId, t.outcome] })],
  );
  return { usedUserTokens, userTokenOutcomes };
}

function keyTables(kit: Kit, siteId: SiteId) {
  const siteJwks = kit.table('site_jwks', {
    siteId: siteId().primaryKey(),
    url: kit.text().notNull(),
    keys: kit.json<PublicKey[]>().notNull(),
    ignored: kit.json<IgnoredKey[]>().notNull(),
    fetchedAt: kit.time(),
    triedAt: kit.time().notNull(),
    failingSince: kit.time(),
    failure: kit.text(),
  });
  return { siteJwks };
}
