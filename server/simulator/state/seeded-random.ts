import { createHash } from 'node:crypto';
import type { Random } from '../../base/random.ts';

const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Chance that repeats itself: the same seed gives the same tokens, ids and codes in the same order. */
export function createSeededRandom(seed: string): Random {
  let count = 0;
  const draw = (): Buffer => createHash('sha256').update(`${seed}:${count++}`).digest();
  const code = (length: number): string => {
    let out = '';
    while (out.length < length) for (const byte of draw()) out += LETTERS.charAt(byte % LETTERS.length);
    return out.slice(0, length);
  };
  return {
    token: (bits) =>
      draw()
        .subarray(0, bits / 8)
        .toString('base64url'),
    id: (prefix) => `${prefix}_${code(25)}`,
    code,
  };
}
