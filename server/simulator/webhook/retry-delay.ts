import type { Random } from '../../base/random.ts';
import { drawShare } from '../state/draw.ts';

const IMMEDIATE_RETRIES = 3;
const HOUR_SECONDS = [1, 2, 5, 10, 30, 60, 120, 300, 600, 900, 1500];
const SPACED_SECONDS = { hour: HOUR_SECONDS, '36h': [...HOUR_SECONDS, 3600, ...Array<number>(17).fill(7200)] } as const;
const JITTER = 0.2;

/**
 * How long to wait before retry number `retry` (from 1): three at once, then further and further apart, for about an hour
 * or, as the general guide of the Graph API says, for 36.
 * @returns milliseconds, or null when the platform gives up
 */
export function retryDelay(
  retry: number,
  random: Random,
  schedule: keyof typeof SPACED_SECONDS = 'hour',
): number | null {
  if (retry <= IMMEDIATE_RETRIES) return 0;
  const seconds = SPACED_SECONDS[schedule][retry - IMMEDIATE_RETRIES - 1];
  if (seconds === undefined) return null;
  return Math.round(seconds * 1000 * (1 - JITTER + 2 * JITTER * drawShare(random)));
}
