import type { Site } from '../../shared/api/sites.ts';
import { requireScope, siteOf } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { notFound } from '../base/errors.ts';
import { toSites } from './site.ts';
import { selectSite } from './store.ts';

/**
 * One site.
 * @throws {ThreadtieError} `not_found`, also for a key of another site
 */
export async function getSite(ctx: Ctx, id: string): Promise<Site> {
  requireScope(ctx.actor, 'sites:read');
  const own = siteOf(ctx.actor);
  if (own !== null && own !== id) throw notFound('site', id);
  const [site] = await ctx.storage.read(async (at) => {
    const row = await selectSite(at, id);
    return await toSites(at, row ? [row] : []);
  });
  if (!site) throw notFound('site', id);
  return site;
}
