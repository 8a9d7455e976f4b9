import { ThreadtieError } from '../base/errors.ts';
import type { Metrics } from '../base/metrics/metrics.ts';
import { ANSWER, RECEIVED, REFUSED } from './meters.ts';

/** Counts a delivery as received or, by its code, as refused, and takes the time of the answer. */
export async function measureAnswer<T>(metrics: Metrics, accept: () => Promise<T>): Promise<T> {
  const stop = metrics.time(ANSWER);
  try {
    const accepted = await accept();
    metrics.add(RECEIVED, []);
    return accepted;
  } catch (error) {
    metrics.add(REFUSED, [error instanceof ThreadtieError ? error.code : 'internal']);
    throw error;
  } finally {
    stop();
  }
}
