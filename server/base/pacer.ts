import type { Clock } from './clock.ts';

/** Who has to wait, by key: a peer that said "not before" is not asked before. In the memory of this process; `shareHolds` tells the others. */
export interface Pacer {
  /** The time until which at least one of the keys is held; null when none is. */
  heldUntil(keys: readonly string[]): Date | null;
  /** Holds a key until then. A longer hold stays. */
  hold(key: string, until: Date): void;
}

/** A pacer that holds nobody yet. */
export function createPacer(clock: Clock): Pacer {
  const holds = new Map<string, Date>();
  return {
    heldUntil(keys) {
      const now = clock.now();
      let latest: Date | null = null;
      for (const key of keys) {
        const until = holds.get(key);
        if (!until) continue;
        if (until <= now) holds.delete(key);
        else if (!latest || until > latest) latest = until;
      }
      return latest;
    },
    hold(key, until) {
      const known = holds.get(key);
      if (!known || known < until) holds.set(key, until);
    },
  };
}
