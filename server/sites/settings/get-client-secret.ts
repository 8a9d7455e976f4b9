import type { Ctx } from '../../base/ctx.ts';
import { selectSite } from '../store.ts';
import { openClientSecret } from './stored-login.ts';

/** The secret of the site's OIDC client, for the one call that needs it; null where there is none. */
export async function getClientSecret(ctx: Ctx, siteId: string): Promise<string | null> {
  const row = await ctx.storage.read((at) => selectSite(at, siteId));
  return row ? openClientSecret(ctx, siteId, row.login) : null;
}
