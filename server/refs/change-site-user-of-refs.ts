import type { Ctx } from '../base/ctx.ts';
import { findEntryPointByKey } from '../entry-points/index.ts';
import { selectEntryPointsOf, updateSiteUser } from './store.ts';

/**
 * Gives the visits of an account of a site to the id it has from now on; with null, forgets the account: whoever arrives with
 * such a ref is nobody in particular. Call it inside the write that changes the account.
 */
export async function changeSiteUserOfRefs(
  ctx: Ctx,
  { siteId, from, to }: { readonly siteId: string; readonly from: string; readonly to: string | null },
): Promise<void> {
  const nobody = { siteUserId: null, siteUserLabel: null, siteUserContext: null, address: null, agent: null };
  const change = to === null ? nobody : { siteUserId: to };
  await ctx.storage.write(async (tx) => {
    const entryPoints: string[] = [];
    for (const key of await selectEntryPointsOf(tx, from)) {
      if ((await findEntryPointByKey(ctx, key))?.siteId === siteId) entryPoints.push(key);
    }
    if (entryPoints.length > 0) await updateSiteUser(tx, { siteUserId: from, entryPoints }, change);
  });
}
