import type { ConnectedPage, UpdatePageBody } from '../../shared/api/pages.ts';
import { recordAudit } from '../audit/index.ts';
import { requireScope } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { notFound } from '../base/errors.ts';
import { toConnectedPage } from './connected-page.ts';
import { updatePageRow } from './store.ts';

/**
 * Changes how a Page is looked after; what is left out stays.
 * @throws {ThreadtieError} `not_found`
 */
export async function updatePage(ctx: Ctx, id: string, input: UpdatePageBody): Promise<ConnectedPage> {
  requireScope(ctx.actor, 'pages:write', null);
  const { repairsItself } = input;
  const change = repairsItself === undefined ? {} : { repairsItself };
  const row = await ctx.storage.write(async (tx) => {
    const updated = await updatePageRow(tx, id, { ...change, updatedAt: ctx.clock.now() });
    if (!updated) throw notFound('Page', id);
    await recordAudit(ctx, { action: 'page.updated', subject: id, siteId: null });
    return updated;
  });
  return await toConnectedPage(ctx, row);
}
