import type { LinkWay } from '../../shared/api/account-links.ts';
import { defineTables } from '../base/storage/index.ts';
import type { AttemptPolicy, AttemptReason, AttemptStatus } from './attempts/attempt.ts';

/**
 * Attempts to tie a thread to an account, from the first proof to what came of it. While `settledAt` is null a thread has
 * one per site at most: a newer one takes its place.
 */
export const linkingTables = defineTables((kit) => ({
  linkAttempts: kit.table(
    'link_attempts',
    {
      id: kit.id().primaryKey(),
      siteId: kit.text().notNull(),
      siteUserId: kit.text().notNull(),
      label: kit.text(),
      pageId: kit.text().notNull(),
      psid: kit.text().notNull(),
      way: kit.text().$type<LinkWay>().notNull(),
      policy: kit.text().$type<AttemptPolicy>().notNull(),
      refId: kit.text(),
      arrivalId: kit.text(),
      /** What the site said of the account: it goes to the arrival once the link stands. */
      signedContext: kit.json<unknown>(),
      number: kit.int(),
      choices: kit.json<readonly number[]>(),
      needsThread: kit.bool().notNull(),
      needsSite: kit.bool().notNull(),
      /** The person's name as it may be shown on the site; null: not asked for yet. */
      person: kit.text(),
      status: kit.text().$type<AttemptStatus>().notNull(),
      reason: kit.text().$type<AttemptReason>(),
      /** The link that stands in the way, while the person is asked which one is to stay. */
      conflictWith: kit.text(),
      conflictLabel: kit.text(),
      /** The message that asks in the thread; null: it is to be asked. */
      questionId: kit.text(),
      /** How often its present question went to the thread, as far as is known. */
      asked: kit.int().notNull(),
      /** The link that came of it. */
      linkId: kit.text(),
      address: kit.text(),
      agent: kit.text(),
      createdAt: kit.time().notNull(),
      expiresAt: kit.time().notNull(),
      settledAt: kit.time(),
      /** When whoever answered too late was told so: once is enough. */
      lateToldAt: kit.time(),
    },
    (t) => [
      kit.unique('link_attempts_open').on(t.pageId, t.psid, t.siteId).where(kit.isNull(t.settledAt)),
      kit.index('link_attempts_expiry').on(t.expiresAt).where(kit.isNull(t.settledAt)),
      kit.index('link_attempts_thread').on(t.pageId, t.psid, t.id),
      kit.index('link_attempts_ref').on(t.refId),
      kit.index('link_attempts_account').on(t.siteId, t.siteUserId),
      kit.index('link_attempts_created').on(t.createdAt),
    ],
  ),
}));
