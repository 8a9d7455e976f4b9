import { MINUTE } from '../../base/clock.ts';
import type { GraphFaults } from './graph-faults.ts';
import type { Limit, Limiter } from './limits.ts';

/** Processor and wall time count too on the platform; here they follow the number of calls. */
const TIME_SHARE = 0.6;

/**
 * The usage headers of an answer, once usage is significant: percentages that rise with every call and can pass 100. The
 * business id is the Page's (unverified).
 */
export function usageHeaders(
  limiter: Limiter,
  limits: readonly Limit[],
  faults: GraphFaults,
  now: Date,
): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const limit of limits) {
    if (limit.shownAs === null) continue;
    const isApp = limit.shownAs === 'app';
    const used = limiter.usage(limit, now);
    const percent = Math.max(used.percent, isApp ? faults.appUsage : faults.pageUsage);
    if (percent < Math.max(1, faults.usageFrom)) continue;
    const counts = {
      call_count: percent,
      total_cputime: Math.floor(percent * TIME_SHARE),
      total_time: Math.floor(percent * TIME_SHARE),
    };
    if (isApp) headers['x-app-usage'] = JSON.stringify(counts);
    else
      headers['x-business-use-case-usage'] = JSON.stringify({
        [limit.owner]: [business(limit, counts, used.waitMs, faults)],
      });
  }
  return headers;
}

function business(limit: Limit, counts: object, waitMs: number, faults: GraphFaults): object {
  const minutes = Math.max(Math.ceil(waitMs / MINUTE), faults.regainMinutes);
  return { type: limit.shownAs, ...counts, estimated_time_to_regain_access: minutes };
}
