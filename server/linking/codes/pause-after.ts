import { HOUR, later, MINUTE } from '../../base/clock.ts';

/** How many codes that are none a person may send a Page before they have to wait. */
export const TRIES_PER_PAUSE = 5;

/** For how long tries are held against somebody. */
export const TRIES_COUNT_MS = 24 * HOUR;

const FIRST_PAUSE_MS = 15 * MINUTE;

/**
 * Until when nothing that a person sends is looked at as a code; null: it is. Every fifth try begins a pause, each twice as
 * long as the one before. Codes that were right change nothing, or whoever has an account could guess for ever.
 * @param tries when they sent codes that were none in the last 24 hours, oldest first
 */
export function pauseAfter(tries: readonly Date[], now: Date): Date | null {
  const last = tries.at(-1);
  if (!last || tries.length % TRIES_PER_PAUSE !== 0) return null;
  const until = later(last, FIRST_PAUSE_MS * 2 ** (tries.length / TRIES_PER_PAUSE - 1));
  return now < until ? until : null;
}
