import { DAY, later } from '../../base/clock.ts';
import type { Ctx } from '../../base/ctx.ts';
import { deleteLogins } from './store.ts';

/** Codes that come again are told from unknown ones as long as the session is remembered. */
const SESSIONS_KEPT_MS = 2 * DAY;
const REFUSALS_KEPT_MS = 90 * DAY;

/** Forgets sessions of the linking pages and the links to them, and in time also which codes were refused. */
export async function purgeLogins(ctx: Ctx): Promise<void> {
  const now = ctx.clock.now();
  const before = { sessions: later(now, -SESSIONS_KEPT_MS), refusals: later(now, -REFUSALS_KEPT_MS) };
  await ctx.storage.write((tx) => deleteLogins(tx, before));
}
