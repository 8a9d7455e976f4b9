import { atLeisure } from '../../base/at-leisure.ts';
import { DAY, later } from '../../base/clock.ts';
import type { Ctx } from '../../base/ctx.ts';
import { deleteRefusedCodes, deleteSessions, deleteWebLinks } from './store.ts';

/** Codes that come again are told from unknown ones as long as the session is remembered. */
const SESSIONS_KEPT_MS = 2 * DAY;
const REFUSALS_KEPT_MS = 90 * DAY;
const BATCH = 500;

/** Forgets sessions of the linking pages and the links to them, and in time also which codes were refused, in small writes. */
export async function purgeLogins(ctx: Ctx): Promise<void> {
  const now = ctx.clock.now();
  for (const [forget, keptMs] of [
    [deleteSessions, SESSIONS_KEPT_MS],
    [deleteWebLinks, SESSIONS_KEPT_MS],
    [deleteRefusedCodes, REFUSALS_KEPT_MS],
  ] as const) {
    const step = (): Promise<number> => ctx.storage.write((tx) => forget(tx, later(now, -keptMs), BATCH));
    await atLeisure(async () => (await step()) === BATCH);
  }
}
