import { defineTables } from '../base/storage/index.ts';

/** Connected Pages and Instagram accounts, and their tokens per app, sealed. */
export const pageTables = defineTables((kit) => {
  const pages = kit.table('pages', {
    id: kit.id().primaryKey(),
    platform: kit.text().$type<'messenger' | 'instagram'>().notNull(),
    name: kit.text().notNull(),
    createdAt: kit.time().notNull(),
    updatedAt: kit.time().notNull(),
  });
  const pageTokens = kit.table(
    'page_tokens',
    {
      appId: kit.text().notNull(),
      pageId: kit
        .text()
        .notNull()
        .references(() => pages.id),
      sealedToken: kit.text().notNull(),
      updatedAt: kit.time().notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.appId, t.pageId] })],
  );
  return { pages, pageTokens };
});
