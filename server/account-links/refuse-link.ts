import type { LinkReason } from '../../shared/api/account-links.ts';
import type { Ctx } from '../base/ctx.ts';
import { shortenOrigin } from '../base/shorten-origin.ts';
import { queueNotification } from '../site-notifications/index.ts';
import type { LinkInput } from './link-account.ts';
import { recordLinkEvent } from './record-link-event.ts';

/** A thread and an account that are not tied, for a reason that rooms above found. */
export interface RefusedLink extends Omit<LinkInput, 'label' | 'onConflict' | 'minimumAssurance'> {
  readonly reason: LinkReason;
  /** The link that stays, where that is the reason. */
  readonly standingLinkId: string | null;
}

/** Writes down that a thread was not tied to an account, and has the site's back end told. */
export async function refuseLink(ctx: Ctx, input: RefusedLink): Promise<void> {
  await ctx.storage.write(async (tx) => {
    const { siteId, siteUserId, pageId, psid, assurance, way, refId, reason, standingLinkId } = input;
    const origin = { ...shortenOrigin(input), linkId: standingLinkId, reason, way };
    const subject = recordLinkEvent(ctx, tx, 'refused', input, origin);
    const data = { siteUserId, pageId, psid, assurance, way, refId, reason, standingLinkId };
    await queueNotification(ctx, { type: 'account_link.refused', siteId, subject, data });
  });
}
