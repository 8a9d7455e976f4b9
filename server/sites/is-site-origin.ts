import type { Ctx } from '../base/ctx.ts';
import { selectSite } from './store.ts';

/**
 * Whether a browser's `Origin` belongs to the site. No origin at all (a server, a same-origin GET) passes, and so does this
 * server's own, whose demo shows every site's elements: an origin keeps browsers honest and authorises nothing.
 */
export async function isSiteOrigin(ctx: Ctx, siteId: string, origin: string | undefined): Promise<boolean> {
  if (origin === undefined || origin === new URL(ctx.settings.publicUrl).origin) return true;
  const site = await ctx.storage.read((at) => selectSite(at, siteId));
  return site?.origins.includes(origin) ?? false;
}
