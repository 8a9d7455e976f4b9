import type { EntryPoint } from '../../shared/api/entry-points.ts';
import type { Ctx, Settings } from '../base/ctx.ts';
import type { FoundPage } from '../pages/index.ts';
import { linkInto, pagesOrBare } from './messenger-link.ts';
import { writeSnippet } from './write-snippet.ts';
import { type EntryPointRow, selectAliases } from './store.ts';
import { selectTakenOver } from './takeover-store.ts';

/** Entry points as the API shows them, in the same order. */
export async function toEntryPoints(ctx: Ctx, rows: readonly EntryPointRow[]): Promise<EntryPoint[]> {
  const keys = rows.map((row) => row.key);
  const { aliases, takenOver } = await ctx.storage.read(async (at) => ({
    aliases: await selectAliases(at, keys),
    takenOver: await selectTakenOver(at, keys),
  }));
  const pageOf = await pagesOrBare(
    ctx,
    rows.map((row) => row.pageId),
  );
  return rows.map((row) => ({
    ...compose(ctx.settings, row, pageOf(row.pageId)),
    aliases: aliases.get(row.key) ?? [],
    takesOver: takenOver.get(row.key) ?? [],
  }));
}

/** One entry point as the API shows it. */
export async function toEntryPoint(ctx: Ctx, row: EntryPointRow): Promise<EntryPoint> {
  const [shown] = await toEntryPoints(ctx, [row]);
  if (!shown) throw new TypeError('One row makes one entry point.');
  return shown;
}

function compose(settings: Settings, row: EntryPointRow, page: FoundPage): Omit<EntryPoint, 'aliases' | 'takesOver'> {
  const url = linkInto(settings, page, row.code);
  return {
    key: row.key,
    code: row.code,
    siteId: row.siteId,
    pageId: row.pageId,
    variant: row.variant,
    label: row.label,
    linkPolicy: row.linkPolicy,
    look: row.look,
    allowsPlugin: row.allowsPlugin,
    status: row.status,
    url,
    goUrl: `${settings.publicUrl}/go/${row.key}`,
    snippet: writeSnippet(settings.publicUrl, { ...row, url, platform: page.platform }),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
