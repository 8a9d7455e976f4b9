import type { Assurance, LinkEnder, LinkEventType, LinkReason, LinkWay } from '../../shared/api/account-links.ts';
import { defineTables } from '../base/storage/index.ts';
import { siteTables } from '../sites/index.ts';

/** Which thread is which account of a site, and everything that happened to it. */
export const accountLinkTables = defineTables((kit) => {
  const accountLinks = kit.table(
    'account_links',
    {
      id: kit.id().primaryKey(),
      siteId: kit
        .text()
        .notNull()
        .references(() => siteTables.of(kit).sites.id),
      siteUserId: kit.text().notNull(), // empty once the account was erased
      label: kit.text(),
      pageId: kit.text().notNull(),
      psid: kit.text().notNull(),
      assurance: kit.text().$type<Assurance>().notNull(),
      way: kit.text().$type<LinkWay>().notNull(),
      refId: kit.text(),
      createdAt: kit.time().notNull(),
      removedAt: kit.time(),
    },
    (t) => [
      kit.unique('account_links_thread').on(t.siteId, t.pageId, t.psid).where(kit.isNull(t.removedAt)),
      kit.index('account_links_site').on(t.siteId, t.id),
      kit.index('account_links_user').on(t.siteUserId, t.siteId, t.id),
      kit.index('account_links_page').on(t.pageId, t.id),
      kit.index('account_links_person').on(t.psid, t.pageId, t.id),
      kit.index('account_links_ref').on(t.refId),
    ],
  );
  const accountLinkEvents = kit.table(
    'account_link_events',
    {
      id: kit.id().primaryKey(),
      type: kit.text().$type<LinkEventType>().notNull(),
      linkId: kit.text(),
      siteId: kit.text().notNull(),
      siteUserId: kit.text().notNull(),
      pageId: kit.text().notNull(),
      psid: kit.text().notNull(),
      assurance: kit.text().$type<Assurance>().notNull(),
      refId: kit.text(),
      reason: kit.text().$type<LinkReason>(),
      way: kit.text().$type<LinkWay>(),
      by: kit.text().$type<LinkEnder>(),
      address: kit.text(),
      agent: kit.text(),
      at: kit.time().notNull(),
    },
    (t) => [
      kit.index('account_link_events_site').on(t.siteId, t.id),
      kit.index('account_link_events_user').on(t.siteUserId, t.siteId, t.id),
      kit.index('account_link_events_thread').on(t.psid, t.pageId, t.id),
    ],
  );
  return { accountLinks, accountLinkEvents };
});
