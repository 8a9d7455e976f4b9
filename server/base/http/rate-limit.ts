import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { ThreadtieError } from '../errors.ts';

/** Counts calls per key, in memory: bounds what one address can cost one process. */
export interface RateLimit {
  /** Counts one call. @throws {ThreadtieError} `too_many_requests` past the limit */
  take(key: string): Promise<void>;
}

/**
 * @param limit calls per key and window
 * @param seconds length of the window
 */
export function createRateLimit(limit: number, seconds: number): RateLimit {
  const limiter = new RateLimiterMemory({ points: limit, duration: seconds });
  return {
    async take(key) {
      try {
        await limiter.consume(key);
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        throw new ThreadtieError(
          'too_many_requests',
          'Too many calls from this address in a short time.',
          `Wait ${Math.ceil(refusal.msBeforeNext / 1000)} seconds and try again.`,
        );
      }
    },
  };
}
