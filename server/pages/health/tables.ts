import type { ProblemCode } from '../../../shared/api/pages.ts';
import { defineTables, type Kit } from '../../base/storage/index.ts';
import type { KeptProblem, RenewalFailure } from './judge-health.ts';

/**
 * How each Page is, when it is looked at again, and when the platform had stopped sending. `nextCheckAt` is moved on by
 * whoever begins a check, so that nobody else begins it; who judges changes `revision` first, so that others wait.
 */
export const pageHealthTables = defineTables((kit) => {
  const pageHealth = kit.table(
    'page_health',
    {
      pageId: kit.text().primaryKey(),
      revision: kit.int().notNull(),
      health: kit.text().$type<'ok' | 'degraded' | 'broken' | 'unknown'>().notNull(),
      since: kit.time(),
      problems: kit.json<readonly KeptProblem[]>().notNull(),
      /** The last health that anybody was told of; a Page nobody spoke of counts as well. */
      told: kit.text().$type<'ok' | 'degraded' | 'broken'>().notNull(),
      /** When the health changed lately, ISO 8601: what changes often is not believed to have recovered at once. */
      changes: kit.json<readonly string[]>().notNull(),
      /** Since when it looks better than `health` says. */
      betterSince: kit.time(),
      silentSince: kit.time(),
      silenceEvidence: kit.text(),
      /** What came of the last renewals, where they failed. */
      failures: kit.json<readonly RenewalFailure[]>().notNull(),
      /** When everything that events need was last seen to be set. */
      soundAt: kit.time(),
      /** By app: when it was last seen to be sent what happens, ISO 8601. */
      heardBy: kit.json<Readonly<Record<string, string>>>().notNull(),
      checkedAt: kit.time(),
      /** Since when it has been looked at without a long break, which only a time when nobody listened makes. */
      watchedSince: kit.time(),
      nextCheckAt: kit.time(),
    },
    (t) => [kit.index('page_health_next').on(t.nextCheckAt), kit.index('page_health_health').on(t.health)],
  );
  const pageCallErrors = kit.table(
    'page_call_errors',
    {
      pageId: kit.text().notNull(),
      appId: kit.text().notNull(),
      problem: kit.text().$type<ProblemCode>().notNull(),
      code: kit.int(),
      subcode: kit.int(),
      sentence: kit.text().notNull(),
      traceId: kit.text(),
      firstAt: kit.time().notNull(),
      lastAt: kit.time().notNull(),
      count: kit.int().notNull(),
    },
    (t) => [kit.primaryKey({ columns: [t.pageId, t.appId, t.problem] })],
  );
  return { pageHealth, pageCallErrors, ...historyTables(kit) };
});

function historyTables(kit: Kit) {
  const pageLostPeriods = kit.table(
    'page_lost_periods',
    {
      id: kit.id().primaryKey(),
      pageId: kit.text().notNull(),
      appId: kit.text().notNull(),
      reason: kit.text().$type<ProblemCode>().notNull(),
      from: kit.time().notNull(),
      to: kit.time(),
    },
    (t) => [
      kit.index('page_lost_periods_page').on(t.pageId, t.from),
      kit.unique('page_lost_periods_open').on(t.pageId, t.appId).where(kit.isNull(t.to)),
    ],
  );
  const pageRhythms = kit.table('page_rhythms', {
    pageId: kit.text().primaryKey(),
    /** The hour since 1970 that `counts` ends before. */
    untilHour: kit.int().notNull(),
    /** Events received in each hour, oldest first. */
    counts: kit.json<readonly number[]>().notNull(),
  });
  return { pageLostPeriods, pageRhythms };
}
