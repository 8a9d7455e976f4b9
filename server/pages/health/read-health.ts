import type { LostPeriod, PageHealth, Problem } from '../../../shared/api/pages.ts';
import type { Ctx } from '../../base/ctx.ts';
import { selectSigns } from '../signs-store.ts';
import { withBetterLook } from './damp-health.ts';
import { type HealthRow, selectHealth } from './health-store.ts';
import { toProblem } from './judge-health.ts';
import { type LostPeriodRow, selectLostPeriods } from './lost-period-store.ts';

const MOST_PERIODS = 20;

/** How a Page is, as the API shows it. */
export interface PageState {
  readonly health: PageHealth;
  readonly healthSince: string | null;
  readonly problems: Problem[];
  /** Newest first, at most 20. */
  readonly lostPeriods: LostPeriod[];
  readonly lastEventAt: string | null;
}

/** How these Pages are; each of them is in the answer, `unknown` when nobody has looked at it yet. */
export async function readHealth(ctx: Ctx, pageIds: readonly string[]): Promise<Map<string, PageState>> {
  if (pageIds.length === 0) return new Map();
  const [rows, signs, periods] = await ctx.storage.read(async (at) => [
    await selectHealth(at, pageIds),
    await selectSigns(at, pageIds),
    await selectLostPeriods(at, pageIds, MOST_PERIODS),
  ]);
  const healthOf = new Map(rows.map((row) => [row.pageId, row]));
  const eventOf = new Map(signs.map((row) => [row.pageId, row.lastEventAt]));
  const periodsOf = Map.groupBy(periods, ({ pageId }) => pageId);
  return new Map(
    pageIds.map((id) => [id, toState(healthOf.get(id), periodsOf.get(id) ?? [], eventOf.get(id) ?? null)]),
  );
}

function toState(row: HealthRow | undefined, periods: readonly LostPeriodRow[], lastEventAt: Date | null): PageState {
  return {
    health: row?.health ?? 'unknown',
    healthSince: row?.since?.toISOString() ?? null,
    problems: withBetterLook((row?.problems ?? []).map(toProblem), row?.betterSince ?? null),
    lostPeriods: periods.map(toLostPeriod),
    lastEventAt: lastEventAt?.toISOString() ?? null,
  };
}

/** A lost period as the API shows it. */
export function toLostPeriod({ from, to, reason }: LostPeriodRow): LostPeriod {
  return { from: from.toISOString(), to: to?.toISOString() ?? null, reason };
}
