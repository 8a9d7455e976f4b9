import type { CreatedSite, CreateSiteBody } from '../../shared/api/sites.ts';
import { recordAudit } from '../audit/index.ts';
import { requireScope } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { sealPurpose, toSite } from './site.ts';
import { insertSite } from './store.ts';

/** Creates a site with a fresh secret for its user tokens, which is answered this once. */
export async function createSite(ctx: Ctx, input: CreateSiteBody): Promise<CreatedSite> {
  requireScope(ctx.actor, 'sites:write', null);
  const id = ctx.random.id('site');
  const userTokenSecret = ctx.random.token(256);
  const now = ctx.clock.now();
  const row = {
    id,
    name: input.name,
    origins: [...new Set(input.origins)],
    sealedUserTokenSecret: ctx.secretBox.seal(userTokenSecret, sealPurpose(id)),
    createdAt: now,
    updatedAt: now,
  };
  await ctx.storage.write(async (tx) => {
    await insertSite(tx, row);
    await recordAudit(ctx, { action: 'site.created', subject: id, siteId: id });
  });
  return { ...toSite(row), userTokenSecret };
}
