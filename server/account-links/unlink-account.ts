import type { AccountLink } from '../../shared/api/account-links.ts';
import { requireScope, siteOf } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { notFound } from '../base/errors.ts';
import { toAccountLink } from './account-link.ts';
import { selectLink } from './store.ts';
import { unlinkRow } from './unlink-row.ts';

/**
 * Ends a link; its history stays.
 * @throws {ThreadtieError} `not_found`, also for one that was removed before or belongs to another site
 */
export async function unlinkAccount(ctx: Ctx, id: string): Promise<AccountLink> {
  requireScope(ctx.actor, 'account-links:write');
  return await ctx.storage.write(async (tx) => {
    const own = siteOf(ctx.actor);
    const found = await selectLink(tx, id);
    const isVisible = found !== undefined && (own === null || found.siteId === own);
    const row = isVisible ? await unlinkRow(ctx, tx, id) : undefined;
    if (!row) throw notFound('account link', id);
    return toAccountLink(row);
  });
}
