import { setTimeout as sleep } from 'node:timers/promises';

const LEAST_REST_MS = 10;
const LONGEST_REST_MS = 1000;
const REST_PER_WORK = 2;

/**
 * Does one step of background work and rests twice as long (10 ms to a second), so that steps in a row take one moment of
 * three at most: also where the machine has little to give, the rest is for those whom somebody waits for.
 */
export async function atLeisure<T>(step: () => Promise<T>): Promise<T> {
  const begun = performance.now();
  const result = await step();
  const wantedMs = REST_PER_WORK * (performance.now() - begun);
  await sleep(Math.min(Math.max(wantedMs, LEAST_REST_MS), LONGEST_REST_MS));
  return result;
}
