import type { ListQuery, Page } from '../../shared/api/list.ts';
import type { Site } from '../../shared/api/sites.ts';
import { requireScope, siteOf } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { toPage } from '../base/page.ts';
import { toSite } from './site.ts';
import { selectSites } from './store.ts';

/** The sites the caller may see, newest first. */
export async function listSites(ctx: Ctx, query: ListQuery): Promise<Page<Site>> {
  requireScope(ctx.actor, 'sites:read');
  const rows = await ctx.storage.read((at) => selectSites(at, query, siteOf(ctx.actor)));
  return toPage(rows, query, (row) => row.id, toSite);
}
