import type { Random } from '../../base/random.ts';

/** A number from 0 up to, and without, 1. */
export function drawShare(random: Random): number {
  return Buffer.from(random.token(128), 'base64url').readUInt32BE() / 2 ** 32;
}

/** A whole number from 0 up to, and without, `limit`. */
export function drawBelow(random: Random, limit: number): number {
  return Math.floor(drawShare(random) * limit);
}

/** The same things in an order left to chance. */
export function shuffled<T>(random: Random, list: readonly T[]): T[] {
  return list
    .map((value) => ({ value, rank: drawShare(random) }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ value }) => value);
}
