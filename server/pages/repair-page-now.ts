import type { PageRepair } from '../../shared/api/pages.ts';
import { requireScope } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { toConnectedPage } from './connected-page.ts';
import { fetchConnected, fetchPage } from './fetch-page.ts';
import { repairPage } from './health/repair-page.ts';

/**
 * Repairs a Page at once, and answers it as it is then. With the token of an app that is not known any more nothing is done.
 * @throws {ThreadtieError} `not_found`, `missing_scope`, or `page_broken` when the Page was disconnected
 */
export async function repairPageNow(ctx: Ctx, id: string): Promise<PageRepair> {
  requireScope(ctx.actor, 'pages:write', null);
  await fetchConnected(ctx, id);
  const { done, left } = await repairPage(ctx, id);
  return { page: await toConnectedPage(ctx, await fetchPage(ctx, id)), done, left };
}
