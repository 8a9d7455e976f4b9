import type { Page } from '../../shared/api/list.ts';
import type { EntryPoint, ListEntryPointsQuery } from '../../shared/api/entry-points.ts';
import { requireScope, siteOf } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { toPage } from '../base/page.ts';
import { toEntryPoint } from './entry-point.ts';
import { selectAliases, selectPageOfList } from './store.ts';

/** The entry points the caller may see, archived ones too, by key. */
export async function listEntryPoints(ctx: Ctx, query: ListEntryPointsQuery): Promise<Page<EntryPoint>> {
  requireScope(ctx.actor, 'entry-points:read');
  const siteId = siteOf(ctx.actor) ?? query.siteId;
  return await ctx.storage.read(async (at) => {
    const rows = await selectPageOfList(at, { ...query, siteId });
    const aliases = await selectAliases(
      at,
      rows.map((row) => row.key),
    );
    return toPage(
      rows,
      query,
      (row) => row.key,
      (row) => toEntryPoint(ctx.settings, row, aliases.get(row.key) ?? []),
    );
  });
}
