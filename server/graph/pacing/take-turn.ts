import { setTimeout as sleep } from 'node:timers/promises';
import { later, MINUTE } from '../../base/clock.ts';
import type { Ctx } from '../../base/ctx.ts';
import { type PaceMemory, paceMemory } from './pace-memory.ts';
import type { PacingKeys } from './pacing-keys.ts';

/**
 * The platform's limit for the Messenger profile of one Page, which no header tells. Each process counts for itself: what
 * several make beyond it together is refused, and the hold that follows reaches all of them.
 */
const PROFILE_CALLS = 10;
const PROFILE_PERIOD_MS = 10 * MINUTE;
/** Nobody is kept waiting longer than this; who would be, is told when to come again. */
const MAX_WAIT_MS = 3000;
/** A usage that was told so long ago says nothing any more. */
const SPREAD_LIFETIME_MS = 10 * MINUTE;

/**
 * Waits for a turn to call, a few seconds at most.
 * @returns null when the call may be made now, else the time before which it may not
 */
export async function takeTurn(ctx: Ctx, keys: PacingKeys, isProfileCall: boolean): Promise<Date | null> {
  const now = ctx.clock.now();
  const memory = paceMemory(ctx.pacer);
  const held = ctx.pacer.heldUntil([keys.app, keys.page, ...(isProfileCall ? [keys.profile] : [])]);
  if (held) return held;
  const isOpen = (at: number): boolean => at > now.getTime() - PROFILE_PERIOD_MS;
  const turns = isProfileCall ? (memory.turns.get(keys.profile) ?? []).filter(isOpen) : [];
  if (turns.length >= PROFILE_CALLS) return later(new Date(turns[0] ?? 0), PROFILE_PERIOD_MS);
  const slot = slotOf(memory, keys, now.getTime());
  const waitMs = slot - now.getTime();
  if (waitMs > MAX_WAIT_MS) return new Date(slot);
  reserve(memory, keys, slot);
  if (isProfileCall) memory.turns.set(keys.profile, [...turns, now.getTime()]);
  if (waitMs > 0) await sleep(waitMs);
  return waitMs > 0 ? ctx.pacer.heldUntil([keys.app, keys.page]) : null;
}

function slotOf(memory: PaceMemory, keys: PacingKeys, now: number): number {
  const next = [keys.app, keys.page].map((key) => {
    const spread = memory.spreads.get(key);
    if (spread && spread.since < now - SPREAD_LIFETIME_MS) memory.spreads.delete(key);
    return memory.spreads.get(key)?.nextAt ?? now;
  });
  return Math.max(now, ...next);
}

function reserve(memory: PaceMemory, keys: PacingKeys, slot: number): void {
  for (const key of new Set([keys.app, keys.page])) {
    const spread = memory.spreads.get(key);
    if (spread) spread.nextAt = slot + spread.gapMs;
  }
}
