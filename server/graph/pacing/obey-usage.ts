import { later, MINUTE } from '../../base/clock.ts';
import type { Ctx } from '../../base/ctx.ts';
import { holdOff } from './hold-off.ts';
import { paceMemory } from './pace-memory.ts';
import type { PacingKeys } from './pacing-keys.ts';
import type { Usage } from './read-usage.ts';

const SLOW_FROM_PERCENT = 80;
const STOP_FROM_PERCENT = 100;
const SMALLEST_GAP_MS = 250;
/** For this many percent more the gap between calls doubles. */
const DOUBLED_BY_PERCENT = 5;

/** Draws the consequences of what the platform said about its limits: from 80 % on calls are spread, at 100 % they stop. */
export function obeyUsage(ctx: Ctx, keys: PacingKeys, usage: Usage): void {
  if (usage.regainMinutes > 0) ctx.pacer.hold(keys.page, later(ctx.clock.now(), usage.regainMinutes * MINUTE));
  // Where the app itself calls, both are told under one key, and the worse one counts.
  const worst = keys.app === keys.page ? Math.max(usage.app ?? -1, usage.page ?? -1) : null;
  if (worst !== null) return heed(ctx, keys.app, worst < 0 ? null : worst);
  heed(ctx, keys.app, usage.app);
  heed(ctx, keys.page, usage.page);
}

/** A header that is missing says nothing: calls of another kind do not carry it. */
function heed(ctx: Ctx, key: string, percent: number | null): void {
  if (percent === null) return;
  const { spreads } = paceMemory(ctx.pacer);
  const now = ctx.clock.now().getTime();
  if (percent < SLOW_FROM_PERCENT) return void spreads.delete(key);
  const gapMs =
    SMALLEST_GAP_MS * 2 ** ((Math.min(percent, STOP_FROM_PERCENT) - SLOW_FROM_PERCENT) / DOUBLED_BY_PERCENT);
  const nextAt = Math.max(now + gapMs, spreads.get(key)?.nextAt ?? 0);
  spreads.set(key, { gapMs, since: now, nextAt });
  if (percent >= STOP_FROM_PERCENT) holdOff(ctx, key);
}
