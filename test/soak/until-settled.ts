import { setTimeout as sleep } from 'node:timers/promises';
import type { LookedInto } from './open-database.ts';

/** A large backlog is counted seldom: the counting would be most of the load. */
const LOOK_MS = 50;
const LOOK_PART = 0.05;

/**
 * Waits until nothing is left to do, or until nothing has been done for so long: what is left then shows in the counting.
 * @param patienceMs how long what is left may stay the same
 * @returns how many ms it took
 */
export async function untilSettled(database: LookedInto, patienceMs: number): Promise<number> {
  const begun = performance.now();
  let least = Infinity;
  let progressAt = begun;
  for (;;) {
    const left = await countWaiting(database);
    const now = performance.now();
    if (left < least) [least, progressAt] = [left, now];
    if (left === 0 || now - progressAt > patienceMs) return now - begun;
    await sleep(LOOK_MS + (now - begun) * LOOK_PART);
  }
}

async function countWaiting(database: LookedInto): Promise<number> {
  const [row] = await database.rows(`SELECT
    (SELECT count(*) FROM inbox_deliveries WHERE status = 'stored') +
    (SELECT count(*) FROM inbox_events WHERE status = 'pending') +
    (SELECT count(*) FROM arrivals WHERE reason = 'visit_not_registered') AS waiting`);
  return Number(row?.['waiting']);
}
