import type { PageConnection } from '../../../shared/api/page-connections.ts';
import { requireScope } from '../../base/actor.ts';
import type { Ctx } from '../../base/ctx.ts';
import { fetchConnection } from './fetch-connection.ts';
import { toPageConnection } from './page-connection.ts';

/**
 * One connection: how far it is, and what was seen.
 * @throws {ThreadtieError} `not_found`
 */
export async function getConnection(ctx: Ctx, id: string): Promise<PageConnection> {
  requireScope(ctx.actor, 'pages:read', null);
  return await toPageConnection(ctx, await fetchConnection(ctx, id));
}
