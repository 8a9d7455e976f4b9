import type { AccountLink } from '../../shared/api/account-links.ts';
import type { Ctx } from '../base/ctx.ts';
import { toAccountLink } from './account-link.ts';
import { selectLink } from './store.ts';
import { unlinkRow } from './unlink-row.ts';

/**
 * Ends a link for the person in its thread; null when it is another thread's or does not stand, which is no failure: a button
 * in a thread stays there for good.
 */
export async function endLinkOfThread(
  ctx: Ctx,
  { id, pageId, psid }: { readonly id: string; readonly pageId: string; readonly psid: string },
): Promise<AccountLink | null> {
  return await ctx.storage.write(async (tx) => {
    const link = await selectLink(tx, id);
    if (!link || link.pageId !== pageId || link.psid !== psid) return null;
    const row = await unlinkRow(ctx, tx, id, { by: 'person' });
    return row ? toAccountLink(row) : null;
  });
}
