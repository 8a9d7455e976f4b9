import type { Ctx } from '../base/ctx.ts';
import { deleteExpiredTokens } from './token-store.ts';

/** Forgets used user tokens that have expired: they are refused by their age from then on. */
export async function purgeUsedTokens(ctx: Ctx): Promise<void> {
  await ctx.storage.write((tx) => deleteExpiredTokens(tx, ctx.clock.now()));
}
