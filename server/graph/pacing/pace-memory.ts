import type { Pacer } from '../../base/pacer.ts';

/** Calls under a key that come one by one, because little of its limit is left. */
export interface Spread {
  readonly gapMs: number;
  /** When the platform last said so, in milliseconds since 1970. */
  readonly since: number;
  /** Not before this time the next call. */
  nextAt: number;
}

/** What is remembered beside the holds themselves, by key. */
export interface PaceMemory {
  readonly spreads: Map<string, Spread>;
  /** How often in a row a limit was hit. */
  readonly strikes: Map<string, number>;
  /** When the last calls with a limit counted here were made. */
  readonly turns: Map<string, number[]>;
}

const memories = new WeakMap<Pacer, PaceMemory>();

/** The memory that belongs to a pacer and ends with it. */
export function paceMemory(pacer: Pacer): PaceMemory {
  const memory = memories.get(pacer) ?? { spreads: new Map(), strikes: new Map(), turns: new Map() };
  memories.set(pacer, memory);
  return memory;
}
