import type { Random } from '../../base/random.ts';
import { createSeededRandom } from './seeded-random.ts';

/** Chance that can be made to repeat itself. */
export interface SteerableRandom extends Random {
  /** From now on the same as after every other call with this seed; null goes back to real chance. */
  seed(seed: string | null): void;
  /** A source of its own for the thing of this number: what else is drawn meanwhile does not change it. */
  branch(name: string): Random;
}

/** Chance from `base` until it is seeded. */
export function createSteerableRandom(base: Random): SteerableRandom {
  let current = base;
  let seed: string | null = null;
  return {
    token: (bits) => current.token(bits),
    id: (prefix) => current.id(prefix),
    code: (length) => current.code(length),
    seed: (next) => {
      seed = next;
      current = next === null ? base : createSeededRandom(next);
    },
    branch: (name) => (seed === null ? base : createSeededRandom(`${seed}/${name}`)),
  };
}
