import type { ListQuery, Page } from '../../shared/api/list.ts';
import type { Site } from '../../shared/api/sites.ts';
import { requireScope, siteOf } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { toPage } from '../base/page.ts';
import { toSites } from './site.ts';
import { selectSites } from './store.ts';

/** The sites the caller may see, newest first. */
export async function listSites(ctx: Ctx, query: ListQuery): Promise<Page<Site>> {
  requireScope(ctx.actor, 'sites:read');
  const sites = await ctx.storage.read(
    async (at) => await toSites(at, await selectSites(at, query, siteOf(ctx.actor))),
  );
  return toPage(
    sites,
    query,
    (site) => site.id,
    (site) => site,
  );
}
