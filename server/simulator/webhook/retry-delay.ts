import type { Random } from '../../base/random.ts';

const IMMEDIATE_RETRIES = 3;
const SPACED_SECONDS = [1, 2, 5, 10, 30, 60, 120, 300, 600, 900, 1500] as const;
const JITTER = 0.2;

/**
 * How long to wait before retry number `retry` (from 1): three at once, then further and further apart for about an hour.
 * @returns milliseconds, or null when the platform gives up
 */
export function retryDelay(retry: number, random: Random): number | null {
  if (retry <= IMMEDIATE_RETRIES) return 0;
  const seconds = SPACED_SECONDS[retry - IMMEDIATE_RETRIES - 1];
  if (seconds === undefined) return null;
  const share = Buffer.from(random.token(128), 'base64url').readUInt32BE() / 2 ** 32;
  return Math.round(seconds * 1000 * (1 - JITTER + 2 * JITTER * share));
}
