import type { Site } from '../../shared/api/sites.ts';
import { requireScope, siteOf } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { notFound } from '../base/errors.ts';
import { toSite } from './site.ts';
import { selectSite } from './store.ts';

/**
 * One site.
 * @throws {ThreadtieError} `not_found`, also for a key of another site
 */
export async function getSite(ctx: Ctx, id: string): Promise<Site> {
  requireScope(ctx.actor, 'sites:read');
  const own = siteOf(ctx.actor);
  const row = own === null || own === id ? await ctx.storage.read((at) => selectSite(at, id)) : undefined;
  if (!row) throw notFound('site', id);
  return toSite(row);
}
