import type { EntryPoint, ListEntryPointsQuery } from '../../shared/api/entry-points.ts';
import type { Page } from '../../shared/api/list.ts';
import { requireScope, siteOf } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { toPage } from '../base/page.ts';
import { toEntryPoints } from './entry-point.ts';
import { selectPageOfList } from './store.ts';

/** The entry points the caller may see, archived ones too, by key. */
export async function listEntryPoints(ctx: Ctx, query: ListEntryPointsQuery): Promise<Page<EntryPoint>> {
  requireScope(ctx.actor, 'entry-points:read');
  const siteId = siteOf(ctx.actor) ?? query.siteId;
  const rows = await ctx.storage.read((at) => selectPageOfList(at, { ...query, siteId }));
  const page = toPage(
    rows,
    query,
    (row) => row.key,
    (row) => row,
  );
  return { data: await toEntryPoints(ctx, page.data), nextCursor: page.nextCursor };
}
