import { HOUR, later, MINUTE } from '../../base/clock.ts';
import type { Ctx } from '../../base/ctx.ts';
import { paceMemory } from './pace-memory.ts';
import type { PacingKeys } from './pacing-keys.ts';

const FIRST_HOLD_MS = 5 * MINUTE;
const LONGEST_HOLD_MS = HOUR;

/**
 * Holds a key because its limit is reached and nobody said for how long: calling while limited would prolong it, so each time
 * in a row twice as long, from five minutes up to an hour.
 * @returns the time until which it is held
 */
export function holdOff(ctx: Ctx, key: string): Date {
  const held = ctx.pacer.heldUntil([key]);
  if (held) return held;
  const { strikes } = paceMemory(ctx.pacer);
  const before = strikes.get(key) ?? 0;
  strikes.set(key, before + 1);
  const until = later(ctx.clock.now(), Math.min(LONGEST_HOLD_MS, FIRST_HOLD_MS * 2 ** before));
  ctx.pacer.hold(key, until);
  return until;
}

/**
 * Notes that calls of these keys go through again, so that the next hold begins short.
 * @param isProfileCall whether the call counted against the limit of the profile too
 */
export function forgetStrikes(ctx: Ctx, keys: PacingKeys, isProfileCall: boolean): void {
  const { strikes } = paceMemory(ctx.pacer);
  const own = isProfileCall ? [keys.profile] : [];
  for (const key of [keys.app, keys.page, ...own]) if (!ctx.pacer.heldUntil([key])) strikes.delete(key);
}
