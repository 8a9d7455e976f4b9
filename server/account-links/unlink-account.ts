import type { AccountLink } from '../../shared/api/account-links.ts';
import { recordAudit } from '../audit/index.ts';
import { requireScope, siteOf } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { notFound } from '../base/errors.ts';
import { recordStage } from '../refs/index.ts';
import { toAccountLink } from './account-link.ts';
import { LINK_EVENTS, removeLinkRow, selectLink } from './store.ts';

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
    const row = isVisible ? await removeLinkRow(tx, id, ctx.clock.now()) : undefined;
    if (!row) throw notFound('account link', id);
    const { siteId, siteUserId, pageId, psid, assurance, refId } = row;
    const event = { siteId, siteUserId, pageId, psid, assurance, refId, linkId: id, reason: null };
    tx.gather(LINK_EVENTS, { ...event, id: ctx.random.id('lev'), type: 'removed', at: ctx.clock.now() });
    await recordAudit(ctx, { action: 'account_link.removed', subject: id, siteId });
    if (refId) await recordStage(ctx, { refId, stage: 'unlinked' });
    return toAccountLink(row);
  });
}
