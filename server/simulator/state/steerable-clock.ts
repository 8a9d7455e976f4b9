import type { Clock } from '../../base/clock.ts';

/** The simulated platform's time: the real one, moved and stopped by the control API. */
export interface SteerableClock extends Clock {
  /** Moves the time; a frozen clock moves too and stays frozen. */
  advance(ms: number): void;
  /** Makes it this time now. */
  set(at: Date): void;
  /** Stops the time, or lets it run on from where it stands. */
  freeze(frozen: boolean): void;
  readonly frozen: boolean;
  /** Calls back whenever somebody moves or stops the time, until the returned function is called. */
  onSteer(listener: () => void): () => void;
  /** Back to the real time, running. */
  reset(): void;
}

/** A clock that runs with `base` until it is steered. */
export function createSteerableClock(base: Clock): SteerableClock {
  let offset = 0;
  let frozenAt: number | null = null;
  const listeners = new Set<() => void>();
  const steered = (): void => [...listeners].forEach((listener) => listener());
  const now = (): number => frozenAt ?? base.now().getTime() + offset;
  const set = (ms: number): void => {
    offset = ms - base.now().getTime();
    if (frozenAt !== null) frozenAt = ms;
  };
  return {
    now: () => new Date(now()),
    advance: (ms) => {
      set(now() + ms);
      steered();
    },
    set: (at) => {
      set(at.getTime());
      steered();
    },
    freeze: (frozen) => {
      const at = now();
      frozenAt = null;
      set(at);
      frozenAt = frozen ? at : null;
      steered();
    },
    get frozen() {
      return frozenAt !== null;
    },
    reset: () => {
      offset = 0;
      frozenAt = null;
      steered();
    },
    onSteer: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
