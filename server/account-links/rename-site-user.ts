import type { ChangedAccountLinks, RenameSiteUserBody } from '../../shared/api/account-links.ts';
import { requireScope, SYSTEM } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { ThreadtieError } from '../base/errors.ts';
import { getSite } from '../sites/index.ts';
import { followBeforeLinks, type FollowSiteUser } from './follow-site-user.ts';
import { assertDiffer, moveLinks } from './move-links.ts';
import { lockSiteUsers } from './lock-site-users.ts';
import { lockLinksOf } from './store.ts';

/**
 * The site gave an account another id: its links, history, open visits, questions and arrivals follow. Doing it
 * again changes nothing.
 * @throws {ThreadtieError} `already_exists` when another account with links has the new id, `invalid_request`, `not_found`
 */
export async function renameSiteUser(
  ctx: Ctx,
  { siteId, from, to }: RenameSiteUserBody,
  follow: FollowSiteUser,
): Promise<ChangedAccountLinks> {
  requireScope(ctx.actor, 'account-links:write', siteId);
  assertDiffer(from, to);
  return await ctx.storage.write(async (tx) => {
    await getSite({ ...ctx, actor: SYSTEM }, siteId);
    await lockSiteUsers(tx, siteId, [from, to]);
    await followBeforeLinks(ctx, { siteId, from, to }, follow);
    const standing = await lockLinksOf(tx, siteId, [from, to]);
    if (new Set(standing.map((row) => row.siteUserId)).size > 1) throw taken();
    return { links: await moveLinks(ctx, tx, { siteId, from, to, type: 'renamed' }) };
  });
}

function taken(): ThreadtieError {
  return new ThreadtieError(
    'already_exists',
    'Both ids have links, so they are two accounts.',
    'If they became one account, use POST /v1/account-links/merge; otherwise look for the right ids.',
  );
}
