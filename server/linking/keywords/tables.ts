import { defineTables } from '../../base/storage/index.ts';

/** When somebody was last sent a way to log in at a site. */
export const loginPromptTables = defineTables((kit) => ({
  loginPrompts: kit.table(
    'login_prompts',
    {
      siteId: kit.text().notNull(),
      pageId: kit.text().notNull(),
      psid: kit.text().notNull(),
      /** null: only because of their first message, and that has not been sent yet. */
      promptedAt: kit.time(),
      /** When their message was taken for the first of somebody who is not linked. */
      greetedAt: kit.time(),
      /** The later of both. */
      lastAt: kit.time().notNull(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.siteId, t.pageId, t.psid] }),
      kit.index('login_prompts_thread').on(t.pageId, t.psid),
      kit.index('login_prompts_last').on(t.lastAt),
    ],
  ),
}));
