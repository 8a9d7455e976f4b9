/** Tells the time. Everything that needs "now" takes a clock, so that tests can steer it. */
export interface Clock {
  /** The present instant, with millisecond precision. */
  now(): Date;
}

/** The machine's own clock. */
export const systemClock: Clock = { now: () => new Date() };

/** One minute, hour and day in milliseconds. */
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The instant `ms` milliseconds after `at` (before it, when negative). */
export function later(at: Date, ms: number): Date {
  return new Date(at.getTime() + ms);
}

/** The later of two instants; the one there is where the other is missing. */
export function latest(a: Date | null, b: Date | null): Date | null {
  if (!a || !b) return a ?? b;
  return a > b ? a : b;
}
