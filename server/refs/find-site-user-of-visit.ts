import type { Ctx } from '../base/ctx.ts';
import { selectById } from './store.ts';

/** An account that a visit proved, and the way the visit came. */
export interface VisitedAccount {
  readonly siteUserId: string;
  readonly label: string | null;
  readonly entryPointKey: string;
}

/**
 * The account a visit proved, by the id it has at the site now; null where it proved none, or the site has deleted it since.
 * Inside a write it sees what that write has done.
 */
export async function findSiteUserOfVisit(ctx: Ctx, refId: string): Promise<VisitedAccount | null> {
  const row = await ctx.storage.read((at) => selectById(at, refId));
  if (!row || row.siteUserId === null) return null;
  const { siteUserId, siteUserLabel: label, entryPointKey } = row;
  return { siteUserId, label, entryPointKey };
}
