import { HOUR, later, MINUTE } from '../../base/clock.ts';

/** What is known of the last tries to read a JWKS. */
export interface JwksTimes {
  readonly fetchedAt: Date | null;
  readonly triedAt: Date;
}

const FRESH_MS = 10 * MINUTE;
const COOL_DOWN_MS = MINUTE / 2;
const OUTAGE_MS = 24 * HOUR;

/**
 * Whether the address is to be asked before the token is judged: when it never was, when the keys are older than ten minutes, or when the
 * token names a key that is not among them; but never within 30 seconds of the last try.
 */
export function needsFetch(known: JwksTimes | null, hasKey: boolean, now: Date): boolean {
  if (!known) return true;
  if (now < later(known.triedAt, COOL_DOWN_MS)) return false;
  return !hasKey || known.fetchedAt === null || now >= later(known.fetchedAt, FRESH_MS);
}

/** Whether the keys that were read last may still be used while the address gives no answer: for 24 hours. */
export function areUsable(known: JwksTimes, now: Date): boolean {
  return known.fetchedAt !== null && now < later(known.fetchedAt, OUTAGE_MS);
}
