import { ThreadtieError } from '../base/errors.ts';

/** How many streams may be open: in all, and for one visit or one address. */
const LIMITS = { all: 2000, visit: 4, address: 100 };

/** Counts the streams that are open in this process. */
export interface WatchSlots {
  /** Takes a place; answers how to give it back, once. @throws {ThreadtieError} `too_many_requests` */
  take(refId: string, address: string): () => void;
}

/** Makes a counter of open streams. */
export function createWatchSlots(): WatchSlots {
  const open = new Map<string, number>();
  const change = (key: string, by: number): void => {
    const count = (open.get(key) ?? 0) + by;
    if (count > 0) open.set(key, count);
    else open.delete(key);
  };
  return {
    take(refId, address) {
      const places = { all: 'all', visit: `visit ${refId}`, address: `address ${address}` };
      const full = (['all', 'visit', 'address'] as const).some((kind) => (open.get(places[kind]) ?? 0) >= LIMITS[kind]);
      if (full) throw tooMany();
      const keys = Object.values(places);
      keys.forEach((key) => change(key, 1));
      return () => keys.splice(0).forEach((key) => change(key, -1));
    },
  };
}

function tooMany(): ThreadtieError {
  return new ThreadtieError('too_many_requests', 'Too many visits are being watched.', 'Ask for the status instead.');
}
