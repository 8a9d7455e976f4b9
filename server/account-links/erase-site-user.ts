import type { ChangedAccountLinks, EraseSiteUserBody } from '../../shared/api/account-links.ts';
import { changeSiteUserOfArrivals } from '../arrivals/index.ts';
import { recordAudit } from '../audit/index.ts';
import { requireScope, SYSTEM } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { getSite } from '../sites/index.ts';
import { followBeforeLinks, type FollowSiteUser } from './follow-site-user.ts';
import { lockSiteUsers } from './lock-site-users.ts';
import { lockLinksOf, updateEventsOf, updateLinksOf } from './store.ts';
import { unlinkRow } from './unlink-row.ts';

/**
 * The account was deleted at the site: its links end, and its id and name are gone from links, history, visits, questions
 * and arrivals, as are the addresses its proofs came from. Doing it again changes nothing.
 * @throws {ThreadtieError} `not_found`
 */
export async function eraseSiteUser(
  ctx: Ctx,
  input: EraseSiteUserBody,
  follow: FollowSiteUser,
): Promise<ChangedAccountLinks> {
  const { siteId, siteUserId } = input;
  requireScope(ctx.actor, 'account-links:write', siteId);
  return await ctx.storage.write(async (tx) => {
    await getSite({ ...ctx, actor: SYSTEM }, siteId);
    await lockSiteUsers(tx, siteId, [siteUserId]);
    await followBeforeLinks(ctx, { siteId, from: siteUserId, to: null }, follow);
    const standing = await lockLinksOf(tx, siteId, [siteUserId]);
    for (const { id } of standing) await unlinkRow(ctx, tx, id, { reason: 'site_user_erased' });
    // A link that another process makes meanwhile comes after this, and stays whole.
    await updateLinksOf(tx, { ...input, which: 'ended' }, { siteUserId: '', label: null });
    await updateEventsOf(tx, input, { siteUserId: '', address: null, agent: null });
    await changeSiteUserOfArrivals(ctx, { siteId, from: siteUserId, to: null });
    await recordAudit(ctx, { action: 'site_user.erased', subject: siteId, siteId });
    return { links: standing.length };
  });
}
