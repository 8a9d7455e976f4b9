import type { Takeover, TakeoverQuery } from '../../shared/api/entry-points.ts';
import type { Ctx } from '../base/ctx.ts';
import { notFound, ThreadtieError } from '../base/errors.ts';
import { isSiteOrigin } from '../sites/index.ts';
import { type PluginSource, toConfig } from './get-config.ts';
import type { EntryPointRow } from './store.ts';
import { selectActiveOfPage, selectChosen } from './takeover-store.ts';

/** Among how many entry points of a Page one is looked for where none was chosen. */
const MOST_CANDIDATES = 100;

/**
 * The entry point that stands for the Page's old markup on the origin: the one that was chosen (`takesOver`), else the
 * oldest active one of the origin's own site, rather of the variant that is asked for.
 * @throws {ThreadtieError} `not_found`: the Page has none; `origin_not_allowed`: none is of the origin's site
 */
export async function findTakeover(
  ctx: Ctx,
  query: TakeoverQuery,
  origin: string | undefined,
  source: PluginSource,
): Promise<Takeover> {
  const row = (await findChosen(ctx, query.pageId, origin)) ?? (await findOldest(ctx, query, origin));
  const { key: entry, ...config } = await toConfig(ctx, row, source, origin);
  return { entry, ...config };
}

async function findChosen(ctx: Ctx, pageId: string, origin: string | undefined): Promise<EntryPointRow | null> {
  if (origin === undefined) return null;
  const row = await ctx.storage.read((at) => selectChosen(at, pageId, origin));
  // The site may have lost the origin since, and an archived entry point stands for nothing.
  return row && row.status !== 'archived' && (await isSiteOrigin(ctx, row.siteId, origin)) ? row : null;
}

async function findOldest(ctx: Ctx, query: TakeoverQuery, origin: string | undefined): Promise<EntryPointRow> {
  const rows = await ctx.storage.read((at) => selectActiveOfPage(at, query.pageId, MOST_CANDIDATES));
  if (rows.length === 0) throw notFound('entry point of the Page', query.pageId);
  const sites = new Set<string>();
  for (const siteId of new Set(rows.map((row) => row.siteId))) {
    if (await isSiteOrigin(ctx, siteId, origin)) sites.add(siteId);
  }
  const own = rows.filter((row) => sites.has(row.siteId));
  const found = own.find((row) => row.variant === query.variant) ?? own[0];
  if (!found) throw foreignOrigin();
  return found;
}

function foreignOrigin(): ThreadtieError {
  return new ThreadtieError(
    'origin_not_allowed',
    "This page's origin belongs to no site that has an entry point of the Page.",
    'Add the origin to the site (PATCH /v1/sites/{id}), or create an entry point of the Page for the site.',
  );
}
