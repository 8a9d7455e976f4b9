import type { Ctx } from '../base/ctx.ts';
import { updateSiteUser } from './store.ts';

/**
 * Gives everything recorded of an account of a site to the id it has from now on; with null, forgets the account and what the
 * site had signed about it. Call it inside the write that changes the account.
 */
export async function changeSiteUserOfArrivals(
  ctx: Ctx,
  { siteId, from, to }: { readonly siteId: string; readonly from: string; readonly to: string | null },
): Promise<void> {
  const change = to === null ? { siteUserId: null, signedContext: null } : { siteUserId: to };
  await ctx.storage.write((tx) => updateSiteUser(tx, { siteId, siteUserId: from }, change));
}
