import type { ChangedAccountLinks, MergeSiteUsersBody } from '../../shared/api/account-links.ts';
import { requireScope, SYSTEM } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { getSite } from '../sites/index.ts';
import { assertDiffer, moveLinks } from './move-links.ts';
import { lockLinksOf } from './store.ts';

/**
 * The site made one account of two: the threads, history, open visits and arrivals of the first go to the second. Doing it
 * again changes nothing.
 * @throws {ThreadtieError} `invalid_request`, `not_found`
 */
export async function mergeSiteUsers(ctx: Ctx, input: MergeSiteUsersBody): Promise<ChangedAccountLinks> {
  const { siteId, from, into } = input;
  requireScope(ctx.actor, 'account-links:write', siteId);
  assertDiffer(from, into);
  return await ctx.storage.write(async (tx) => {
    await getSite({ ...ctx, actor: SYSTEM }, siteId);
    // Without it, two merges in opposite directions would exchange the links of the two accounts.
    await lockLinksOf(tx, siteId, [from, into]);
    return { links: await moveLinks(ctx, tx, { siteId, from, to: into, type: 'merged' }) };
  });
}
