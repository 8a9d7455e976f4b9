import { setTimeout as sleep } from 'node:timers/promises';

const LEAST_REST_MS = 10;
const LONGEST_REST_MS = 1000;
const REST_PER_WORK = 2;

/**
 * Does step after step of background work until one answers false. Between them it rests twice as long as the step took
 * (10 ms to a second): also where the machine has little to give, two moments of three are for those whom somebody waits for.
 * @param signal ends it after the step under way
 */
export async function atLeisure(step: () => Promise<boolean>, signal?: AbortSignal): Promise<void> {
  while (!signal?.aborted) {
    const begun = performance.now();
    if (!(await step())) return;
    const wantedMs = REST_PER_WORK * (performance.now() - begun);
    const restMs = Math.min(Math.max(wantedMs, LEAST_REST_MS), LONGEST_REST_MS);
    await sleep(restMs, undefined, { signal }).catch(() => undefined);
  }
}
