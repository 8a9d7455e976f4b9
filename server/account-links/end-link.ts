import type { AccountLink, LinkEnder, LinkReason } from '../../shared/api/account-links.ts';
import type { Ctx } from '../base/ctx.ts';
import { toAccountLink } from './account-link.ts';
import { unlinkRow } from './unlink-row.ts';

/**
 * Ends a link, for rooms that know who wants it; null when it does not stand, which is no failure: it was ended before. Who
 * calls it answers for the permission.
 */
export async function endLink(
  ctx: Ctx,
  { id, by, reason = null }: { readonly id: string; readonly by: LinkEnder; readonly reason?: LinkReason | null },
): Promise<AccountLink | null> {
  const row = await ctx.storage.write((tx) => unlinkRow(ctx, tx, id, { by, reason }));
  return row ? toAccountLink(row) : null;
}
