import type { Site, UpdateSiteBody } from '../../shared/api/sites.ts';
import { recordAudit } from '../audit/index.ts';
import { requireScope, SYSTEM } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { notFound } from '../base/errors.ts';
import { getSite } from './get-site.ts';
import { deleteJwks } from './jwks-store.ts';
import { refreshJwks } from './proof/refresh-jwks.ts';
import { changeOf } from './settings/change-of.ts';
import { lockSite, updateSiteRow } from './store.ts';
import { deleteOutcomes } from './token-store.ts';

/**
 * Changes a site; what is left out stays. An address of keys is asked at once, so that the answer says what came of it.
 * @throws {ThreadtieError} `not_found`, `invalid_request`
 */
export async function updateSite(ctx: Ctx, id: string, input: UpdateSiteBody): Promise<Site> {
  requireScope(ctx.actor, 'sites:write', id);
  await ctx.storage.write(async (tx) => {
    const before = await lockSite(tx, id, ctx.clock.now());
    if (!before) throw notFound('site', id);
    const change = changeOf(ctx, before, input);
    await updateSiteRow(tx, id, change);
    if (change.jwksUrl !== undefined && change.jwksUrl !== before.jwksUrl) await deleteJwks(tx, id);
    if (change.observedSince) await deleteOutcomes(tx, id);
    await recordAudit(ctx, { action: 'site.updated', subject: id, siteId: id });
  });
  if (input.userTokens?.jwksUrl) await refreshJwks(ctx, id, input.userTokens.jwksUrl);
  // Whoever may change a site may see what became of it, whether or not the key reads others.
  return await getSite({ ...ctx, actor: SYSTEM }, id);
}
