import { DEFAULT_LINKING } from '../../shared/api/site-settings.ts';
import type { CreatedSite, CreateSiteBody } from '../../shared/api/sites.ts';
import { recordAudit } from '../audit/index.ts';
import { requireScope } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { newSecret } from './new-secret.ts';
import { toNewSite } from './site.ts';
import { insertSite, type SiteRow } from './store.ts';

/** Creates a site with a fresh secret for its user tokens, which is answered this once. */
export async function createSite(ctx: Ctx, input: CreateSiteBody): Promise<CreatedSite> {
  requireScope(ctx.actor, 'sites:write', null);
  const id = ctx.random.id('site');
  const { secret: userTokenSecret, stored } = newSecret(ctx, id);
  const now = ctx.clock.now();
  const row: SiteRow = {
    id,
    name: input.name,
    origins: [...new Set(input.origins)],
    userTokenMode: 'enforce',
    userTokenSecrets: [stored],
    userTokenKeys: [],
    jwksUrl: null,
    observedSince: null,
    login: null,
    linking: DEFAULT_LINKING,
    language: 'en',
    look: { accent: null, logoUrl: null },
    createdAt: now,
    updatedAt: now,
  };
  await ctx.storage.write(async (tx) => {
    await insertSite(tx, row);
    await recordAudit(ctx, { action: 'site.created', subject: id, siteId: id });
  });
  return { ...toNewSite(row), userTokenSecret };
}
