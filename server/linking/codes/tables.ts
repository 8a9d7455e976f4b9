import { defineTables } from '../../base/storage/index.ts';
import { entryPointTables } from '../../entry-points/index.ts';

/** Chat codes, and how often somebody sent one that was none. */
export const linkCodeTables = defineTables((kit) => ({
  linkCodes: kit.table(
    'link_codes',
    {
      /** Keyed: eight signs could be found again from a bare hash. */
      hash: kit.text().primaryKey(),
      siteId: kit.text().notNull(),
      pageId: kit.text().notNull(),
      entryPointKey: kit
        .text()
        .notNull()
        .references(() => entryPointTables.of(kit).entryPoints.key),
      /** The visit it belongs to, which knows the account. */
      refId: kit.text().notNull(),
      /** The hash of site and account: for how many codes it got. */
      accountHash: kit.text().notNull(),
      createdAt: kit.time().notNull(),
      expiresAt: kit.time().notNull(),
      usedPsid: kit.text(),
      usedAt: kit.time(),
    },
    (t) => [
      kit.index('link_codes_account').on(t.accountHash, t.createdAt),
      kit.index('link_codes_site').on(t.siteId, t.createdAt),
      kit.index('link_codes_page').on(t.pageId, t.createdAt),
      kit.index('link_codes_created').on(t.createdAt),
    ],
  ),
  linkCodeTries: kit.table(
    'link_code_tries',
    {
      /** The event that brought it: applied again, it counts once. */
      eventId: kit.text().primaryKey(),
      pageId: kit.text().notNull(),
      psid: kit.text().notNull(),
      at: kit.time().notNull(),
      /** The Page took no codes then: it is held against nobody. */
      wasClosed: kit.bool().notNull(),
      /** During the pause that followed, the person was told so: once is enough. */
      isPauseTold: kit.bool().notNull(),
    },
    (t) => [
      kit.index('link_code_tries_person').on(t.pageId, t.psid, t.at),
      kit.index('link_code_tries_page').on(t.pageId, t.at),
      kit.index('link_code_tries_at').on(t.at),
    ],
  ),
}));
