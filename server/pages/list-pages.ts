import type { ListQuery, Page } from '../../shared/api/list.ts';
import type { ConnectedPage } from '../../shared/api/pages.ts';
import { requireScope } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { toPage } from '../base/page.ts';
import { toConnectedPages } from './connected-page.ts';
import { selectPages } from './store.ts';

/** Every Page, those that were disconnected too. */
export async function listPages(ctx: Ctx, query: ListQuery): Promise<Page<ConnectedPage>> {
  requireScope(ctx.actor, 'pages:read', null);
  const rows = await ctx.storage.read((at) => selectPages(at, query));
  const { data, nextCursor } = toPage(
    rows,
    query,
    (row) => row.id,
    (row) => row,
  );
  return { data: await toConnectedPages(ctx, data), nextCursor };
}
