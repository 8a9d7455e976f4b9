import type { ListQuery, Page } from '../../../shared/api/list.ts';
import type { PageConnection } from '../../../shared/api/page-connections.ts';
import { requireScope } from '../../base/actor.ts';
import type { Ctx } from '../../base/ctx.ts';
import { toPage } from '../../base/page.ts';
import { selectConnections } from './connection-store.ts';
import { toPageConnections } from './page-connection.ts';

/** Every connection, newest first. */
export async function listConnections(ctx: Ctx, query: ListQuery): Promise<Page<PageConnection>> {
  requireScope(ctx.actor, 'pages:read', null);
  const rows = await ctx.storage.read((at) => selectConnections(at, query));
  const { data, nextCursor } = toPage(
    rows,
    query,
    (row) => row.id,
    (row) => row,
  );
  return { data: await toPageConnections(ctx, data), nextCursor };
}
