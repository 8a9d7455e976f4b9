import { requireScope } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { leavePage } from './leave-page.ts';
import { selectTokensOf } from './store.ts';

/**
 * Forgets the tokens of an app that was removed: without its secret nothing can be done with them. Pages that have no other
 * app are left. Nothing is called.
 */
export async function forgetApp(ctx: Ctx, appId: string): Promise<void> {
  requireScope(ctx.actor, '*', null);
  const tokens = await ctx.storage.read((at) => selectTokensOf(at, appId));
  for (const token of tokens) await leavePage(ctx, token.pageId, [token]);
}
