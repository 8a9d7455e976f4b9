import type { Site } from '../../shared/api/sites.ts';
import { recordAudit } from '../audit/index.ts';
import { requireScope, SYSTEM } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { notFound } from '../base/errors.ts';
import { getSite } from './get-site.ts';
import { lockSite, updateSiteRow } from './store.ts';

/**
 * Removes a secret: what it signed is refused from then on. The last one too, for sites that sign with a key of their own.
 * @throws {ThreadtieError} `not_found`
 */
export async function removeUserTokenSecret(ctx: Ctx, siteId: string, secretId: string): Promise<Site> {
  requireScope(ctx.actor, 'sites:write', siteId);
  await ctx.storage.write(async (tx) => {
    const site = await lockSite(tx, siteId, ctx.clock.now());
    if (!site) throw notFound('site', siteId);
    const left = site.userTokenSecrets.filter(({ id }) => id !== secretId);
    if (left.length === site.userTokenSecrets.length) throw notFound('secret', secretId);
    await updateSiteRow(tx, siteId, { userTokenSecrets: left });
    await recordAudit(ctx, { action: 'site.user_token_secret_removed', subject: secretId, siteId });
  });
  return await getSite({ ...ctx, actor: SYSTEM }, siteId);
}
