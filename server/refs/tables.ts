import type { Landing } from '../../shared/api/refs.ts';
import type { UserTokenError, VisitStage } from '../../shared/visit.ts';
import { defineTables } from '../base/storage/index.ts';
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
      siteUserContext: kit.json<unknown>(),
      identityStatus: kit.text().$type<'none' | 'accepted' | 'refused'>().notNull(),
      identityCode: kit.text().$type<UserTokenError>(),
      watchSecretHash: kit.text(),
      registeredAt: kit.time(),
      identityExpiresAt: kit.time(),
      contextExpiresAt: kit.time().notNull(),
      awaitedAt: kit.time(),
      redeemedAt: kit.time(),
      redeemedPsid: kit.text(),
    },
    (t) => [
      kit.unique('refs_hash').on(t.hash),
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
  return { refs, visitStages };
});
