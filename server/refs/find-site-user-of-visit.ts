import type { Ctx } from '../base/ctx.ts';
import { selectById } from './store.ts';

/**
 * The account a visit proved, by the id it has at the site now; null where it proved none, or the site has deleted it since.
 * Inside a write it sees what that write has done.
 */
export async function findSiteUserOfVisit(
  ctx: Ctx,
  refId: string,
): Promise<{ readonly siteUserId: string; readonly label: string | null } | null> {
  const row = await ctx.storage.read((at) => selectById(at, refId));
  return row && row.siteUserId !== null ? { siteUserId: row.siteUserId, label: row.siteUserLabel } : null;
}
