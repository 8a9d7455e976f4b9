import type { Landing } from '../../shared/api/refs.ts';
import type { BrowserStage, PluginFailure, UserTokenError, VisitQuestion, VisitStage } from '../../shared/visit.ts';
import { defineTables, type Kit } from '../base/storage/index.ts';
import { entryPointTables } from '../entry-points/index.ts';

/**
 * Visit refs, by their hash. A row exists from whichever comes first: the visit's registration, or the arrival of a ref
 * that is not registered yet (`registeredAt` null), so that the two meet on one unique row whatever their order.
 */
export const refTables = defineTables((kit) => {
  const refs = kit.table(
    'refs',
    {
      id: kit.id().primaryKey(),
      hash: kit.text().notNull(),
      entryPointKey: kit
        .text()
        .notNull()
        .references(() => entryPointTables.of(kit).entryPoints.key),
      dataRef: kit.text(),
      landing: kit.json<Landing>(),
      siteUserId: kit.text(),
      siteUserLabel: kit.text(),
      siteUserContext: kit.json<unknown>(),
      // Where the account was proven, cut; null without an account.
      address: kit.text(),
      agent: kit.text(),
      identityStatus: kit.text().$type<'none' | 'accepted' | 'refused'>().notNull(),
      identityCode: kit.text().$type<UserTokenError>(),
      watchSecretHash: kit.text(),
      registeredAt: kit.time(),
      identityExpiresAt: kit.time(),
      contextExpiresAt: kit.time().notNull(),
      awaitedAt: kit.time(),
      redeemedAt: kit.time(),
      redeemedPsid: kit.text(),
      question: kit.json<VisitQuestion>(),
    },
    (t) => [
      kit.unique('refs_hash').on(t.hash),
      kit.index('refs_site_user').on(t.siteUserId).where(kit.isNotNull(t.siteUserId)),
      kit.index('refs_places').on(t.identityExpiresAt).where(kit.isNotNull(t.address)),
      kit.index('refs_context_expiry').on(t.contextExpiresAt, t.watchSecretHash),
    ],
  );
  const visitStages = kit.table(
    'visit_stages',
    {
      seq: kit.serial(),
      refId: kit
        .text()
        .notNull()
        .references(() => refs.id, { onDelete: 'cascade' }),
      stage: kit.text().$type<VisitStage>().notNull(),
      at: kit.time().notNull(),
      reason: kit.text(),
    },
    (t) => [kit.unique('visit_stages_once').on(t.refId, t.stage)],
  );
  return { refs, visitStages, ...countTables(kit) };
});

function countTables(kit: Kit) {
  // What browsers tell, added up; `reason` is empty where there is none, since a key holds no null.
  const stageCounts = kit.table(
    'stage_counts',
    {
      entryPointKey: kit
        .text()
        .notNull()
        .references(() => entryPointTables.of(kit).entryPoints.key),
      hour: kit.time().notNull(),
      stage: kit.text().$type<BrowserStage>().notNull(),
      reason: kit.text().$type<PluginFailure | ''>().notNull(),
      count: kit.int().notNull(),
    },
    (t) => [
      kit.primaryKey({ columns: [t.entryPointKey, t.hour, t.stage, t.reason] }),
      kit.index('stage_counts_hour').on(t.hour),
    ],
  );
  return { stageCounts };
}
