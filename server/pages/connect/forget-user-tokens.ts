import type { Ctx } from '../../base/ctx.ts';
import { deleteExpiredUserTokens } from './connection-store.ts';

/** Forgets the user tokens of connections that are over a day old. */
export async function forgetUserTokens(ctx: Ctx): Promise<void> {
  await ctx.storage.write(async (tx) => void (await deleteExpiredUserTokens(tx, ctx.clock.now())));
}
