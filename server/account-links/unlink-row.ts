import type { LinkEnder, LinkReason } from '../../shared/api/account-links.ts';
import { recordAudit } from '../audit/index.ts';
import type { Actor } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import type { Tx } from '../base/storage/index.ts';
import { recordStage } from '../refs/index.ts';
import { queueNotification } from '../site-notifications/index.ts';
import { MESSENGER_LINK_ENDED } from './jobs.ts';
import { recordLinkEvent } from './record-link-event.ts';
import { type AccountLinkRow, removeLinkRow } from './store.ts';

/** Who ends a link, where the actor does not say it, and why, where there is more to say. */
export interface LinkEnd {
  readonly by?: LinkEnder;
  readonly reason?: LinkReason | null;
}

const ENDER_OF: Readonly<Record<Actor['type'], LinkEnder>> = {
  'api-key': 'site',
  visitor: 'visitor',
  platform: 'person',
  system: 'system',
};

/**
 * Ends a link that stands, with everything that has to know of it in the same write; undefined when it does not stand. Who
 * calls it answers for the permission.
 */
export async function unlinkRow(
  ctx: Ctx,
  tx: Tx,
  id: string,
  { by = ENDER_OF[ctx.actor.type], reason = null }: LinkEnd = {},
): Promise<AccountLinkRow | undefined> {
  const row = await removeLinkRow(tx, id, ctx.clock.now());
  if (!row) return undefined;
  const { siteId, pageId, psid, refId } = row;
  const siteUserId = reason === 'site_user_erased' ? '' : row.siteUserId;
  recordLinkEvent(ctx, tx, 'removed', { ...row, siteUserId }, { linkId: id, by, reason });
  await recordAudit(ctx, { action: 'account_link.removed', subject: id, siteId });
  if (refId) await recordStage(ctx, { refId, stage: 'unlinked' });
  const data = { accountLinkId: id, siteUserId, pageId, psid, by, reason };
  await queueNotification(ctx, { type: 'account_link.removed', siteId, subject: id, data });
  if (row.way === 'messenger' && reason !== 'unlinked_in_messenger') {
    await ctx.queue.enqueue(tx, MESSENGER_LINK_ENDED, { pageId, psid }, { key: `${pageId}:${psid}` });
  }
  return row;
}
