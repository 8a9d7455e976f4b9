import type { ChangedAccountLinks, MergeSiteUsersBody } from '../../shared/api/account-links.ts';
import { requireScope, SYSTEM } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { getSite } from '../sites/index.ts';
import { followBeforeLinks, type FollowSiteUser } from './follow-site-user.ts';
import { lockSiteUsers } from './lock-site-users.ts';
import { assertDiffer, moveLinks } from './move-links.ts';

/**
 * The site made one account of two: the threads, history, open visits and arrivals of the first go to the second. Doing it
 * again changes nothing.
 * @throws {ThreadtieError} `invalid_request`, `not_found`
 */
export async function mergeSiteUsers(
  ctx: Ctx,
  input: MergeSiteUsersBody,
  follow: FollowSiteUser,
): Promise<ChangedAccountLinks> {
  const { siteId, from, into } = input;
  requireScope(ctx.actor, 'account-links:write', siteId);
  assertDiffer(from, into);
  return await ctx.storage.write(async (tx) => {
    await getSite({ ...ctx, actor: SYSTEM }, siteId);
    await lockSiteUsers(tx, siteId, [from, into]);
    await followBeforeLinks(ctx, { siteId, from, to: into }, follow);
    return { links: await moveLinks(ctx, tx, { siteId, from, to: into, type: 'merged' }) };
  });
}
