import type { StageCounts, StageCountsQuery } from '../../shared/api/stages.ts';
import { DAY, HOUR, later } from '../base/clock.ts';
import type { Ctx } from '../base/ctx.ts';
import { ThreadtieError } from '../base/errors.ts';
import { fetchOwnEntryPoint } from '../entry-points/index.ts';
import { type StageCountRow, selectStageCounts } from './stage-store.ts';

const MOST_MS = 31 * DAY;

/**
 * What browsers told of an entry point, by the hour.
 * @throws {ThreadtieError} `not_found`, also for another site's; `invalid_request`: no time, or too long a one
 */
export async function getStageCounts(ctx: Ctx, key: string, query: StageCountsQuery): Promise<StageCounts> {
  await fetchOwnEntryPoint(ctx, key, 'entry-points:read');
  const to = query.to ? new Date(query.to) : ctx.clock.now();
  const from = hourOf(query.from ? new Date(query.from) : later(to, -DAY));
  if (to <= from || to.getTime() - from.getTime() > MOST_MS + HOUR) throw badPeriod();
  const rows = await ctx.storage.read((at) => selectStageCounts(at, key, from, to));
  return {
    entryPoint: key,
    from: from.toISOString(),
    to: to.toISOString(),
    toldBy: 'browsers',
    totals: totalsOf(rows),
    hours: rows.map((row) => ({ hour: row.hour.toISOString(), ...counted(row) })),
  };
}

function hourOf(at: Date): Date {
  return new Date(Math.floor(at.getTime() / HOUR) * HOUR);
}

function counted({ stage, reason, count }: StageCountRow): StageCounts['totals'][number] {
  return { stage, reason: reason === '' ? null : reason, count };
}

function totalsOf(rows: readonly StageCountRow[]): StageCounts['totals'] {
  const groups = Map.groupBy(rows, ({ stage, reason }) => `${stage} ${reason}`);
  return [...groups.values()].flatMap(([first, ...others]) =>
    first ? [counted({ ...first, count: others.reduce((sum, row) => sum + row.count, first.count) })] : [],
  );
}

function badPeriod(): ThreadtieError {
  return new ThreadtieError(
    'invalid_request',
    'Expected "from" before "to", at most 31 days apart.',
    'Ask for a shorter time.',
  );
}
