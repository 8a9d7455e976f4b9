import type { Ctx } from '../base/ctx.ts';
import { changeSiteUserOfRefs } from '../refs/index.ts';

/** An account of a site that has another id, or (`to` null) is no more. */
export interface ChangedSiteUser {
  readonly siteId: string;
  readonly from: string;
  readonly to: string | null;
}

/** What rooms above have under way for an account, and do when it changes, in the write that changes it. */
export type FollowSiteUser = (ctx: Ctx, change: ChangedSiteUser) => Promise<void>;

/**
 * Has everything follow an account from which a link may come yet: its visits, then what came of them. Call it before links are
 * looked at. Whoever ties an account holds the row it was read from until the link is written: waiting for these rows first
 * leaves no link behind.
 */
export async function followBeforeLinks(ctx: Ctx, change: ChangedSiteUser, follow: FollowSiteUser): Promise<void> {
  await changeSiteUserOfRefs(ctx, change);
  await follow(ctx, change);
}
