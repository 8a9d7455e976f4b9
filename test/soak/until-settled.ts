import { setTimeout as sleep } from 'node:timers/promises';
import type { LookedInto } from './open-database.ts';

/**
 * Waits until nothing is left to do, or it has taken too long: what is left then shows in the counting.
 * @returns how many ms it took
 */
export async function untilSettled(database: LookedInto, patienceMs: number): Promise<number> {
  const begun = performance.now();
  for (;;) {
    const [row] = await database.rows(`SELECT
      (SELECT count(*) FROM inbox_deliveries WHERE status = 'stored') +
      (SELECT count(*) FROM inbox_events WHERE status = 'pending') +
      (SELECT count(*) FROM arrivals WHERE reason = 'visit_not_registered') AS waiting`);
    const took = performance.now() - begun;
    if (Number(row?.['waiting']) === 0 || took > patienceMs) return took;
    await sleep(50);
  }
}
