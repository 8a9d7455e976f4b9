/** How often something happened in the last stretch of time. */
export interface RollingCount {
  add(now: number): void;
  total(now: number): number;
  /** How long until fewer than `most` are left, in milliseconds; 0 when that is so already. */
  waitUntilBelow(most: number, now: number): number;
}

const SLOTS = 60;

/** Counts in sixty slots: a call is forgotten a sixtieth of the window early at most. */
export function createRollingCount(windowMs: number): RollingCount {
  const slotMs = windowMs / SLOTS;
  const counts = new Map<number, number>();
  const forget = (now: number): void => {
    const oldest = Math.floor((now - windowMs) / slotMs);
    // The clock can be set back: what then lies ahead is forgotten too.
    const newest = Math.floor(now / slotMs);
    for (const slot of counts.keys()) if (slot <= oldest || slot > newest) counts.delete(slot);
  };
  const total = (now: number): number => {
    forget(now);
    return [...counts.values()].reduce((sum, count) => sum + count, 0);
  };
  return {
    total,
    add: (now) => {
      forget(now);
      const slot = Math.floor(now / slotMs);
      counts.set(slot, (counts.get(slot) ?? 0) + 1);
    },
    waitUntilBelow: (most, now) => {
      let left = total(now);
      if (left < most) return 0;
      for (const [slot, count] of [...counts].toSorted(([a], [b]) => a - b)) {
        left -= count;
        if (left < most) return Math.ceil(slot * slotMs + windowMs - now);
      }
      return windowMs;
    },
  };
}
