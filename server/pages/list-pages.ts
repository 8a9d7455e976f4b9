import type { ListQuery, Page } from '../../shared/api/list.ts';
import type { ConnectedPage } from '../../shared/api/pages.ts';
import { requireScope } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { toPage } from '../base/page.ts';
import { toConnectedPage } from './connected-page.ts';
import { selectPages } from './store.ts';

/** Every connected Page. */
export async function listPages(ctx: Ctx, query: ListQuery): Promise<Page<ConnectedPage>> {
  requireScope(ctx.actor, 'pages:read', null);
  const rows = await ctx.storage.read((at) => selectPages(at, query));
  return toPage(rows, query, (row) => row.id, toConnectedPage);
}
