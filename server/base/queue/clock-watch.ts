import type { Clock } from '../clock.ts';

const NOISE_MS = 1000;

/** Notices when the clock is set back. */
export interface ClockWatch {
  /** By how much it was set back since this was last asked; 0 when it ran on as it is meant to, or was set forward. */
  setBackMs(): number;
}

/** Watches a clock by comparing it with the time this process has been running, which nobody can set. */
export function createClockWatch(clock: Clock, elapsed: () => number = () => performance.now()): ClockWatch {
  let last = { now: clock.now().getTime(), elapsed: elapsed() };
  return {
    setBackMs() {
      const present = { now: clock.now().getTime(), elapsed: elapsed() };
      const ms = Math.round(last.now + (present.elapsed - last.elapsed) - present.now);
      last = present;
      return ms > NOISE_MS ? ms : 0;
    },
  };
}
