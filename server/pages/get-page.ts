import type { ConnectedPage } from '../../shared/api/pages.ts';
import { requireScope } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { toConnectedPage } from './connected-page.ts';
import { fetchPage } from './fetch-page.ts';

/**
 * One Page with everything that was last seen of it. Nothing is called.
 * @throws {ThreadtieError} `not_found`
 */
export async function getPage(ctx: Ctx, id: string): Promise<ConnectedPage> {
  requireScope(ctx.actor, 'pages:read', null);
  return await toConnectedPage(ctx, await fetchPage(ctx, id));
}
