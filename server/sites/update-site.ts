import type { Site, UpdateSiteBody } from '../../shared/api/sites.ts';
import { recordAudit } from '../audit/index.ts';
import { requireScope } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { notFound } from '../base/errors.ts';
import { toSite } from './site.ts';
import { updateSiteRow } from './store.ts';

/** Changes a site's name or origins; what is left out stays. */
export async function updateSite(ctx: Ctx, id: string, input: UpdateSiteBody): Promise<Site> {
  requireScope(ctx.actor, 'sites:write', id);
  return await ctx.storage.write(async (tx) => {
    const change = {
      ...(input.name === undefined ? {} : { name: input.name }),
      ...(input.origins === undefined ? {} : { origins: [...new Set(input.origins)] }),
    };
    const row = await updateSiteRow(tx, id, { ...change, updatedAt: ctx.clock.now() });
    if (!row) throw notFound('site', id);
    await recordAudit(ctx, { action: 'site.updated', subject: id, siteId: id });
    return toSite(row);
  });
}
