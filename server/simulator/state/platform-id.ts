import type { Random } from '../../base/random.ts';

/**
 * A new id as the platform gives them: 15 to 17 digits. It is always odd, so that a third of them (those of 17 digits, past
 * 2^53) change when a careless reader takes them for numbers.
 */
export function platformId(random: Random): string {
  const bits = BigInt(`0x${Buffer.from(random.token(128), 'base64url').toString('hex')}`);
  const smallest = 10n ** (14n + (bits % 3n));
  return String((smallest + ((bits / 3n) % (9n * smallest))) | 1n);
}
