import type { EntryPointConfig } from '../../shared/api/entry-points.ts';
import type { EntryPointPlugin } from '../../shared/visit.ts';
import type { Ctx } from '../base/ctx.ts';
import { notFound } from '../base/errors.ts';
import { findPluginDoubt, type FoundPage } from '../pages/index.ts';
import { assertSiteOrigin } from './assert-site-origin.ts';
import { linkInto, pageOrBare } from './messenger-link.ts';
import { isPluginStopped } from './plugin-store.ts';
import { type EntryPointRow, selectByKey } from './store.ts';
import { textColour } from './text-colour.ts';

/** Where Meta's plugins come from, and the app they belong to; null: they are off in this installation. */
export type PluginSource = Pick<EntryPointPlugin, 'appId' | 'sdkUrl'> | null;

/**
 * What a browser may know of an entry point.
 * @throws {ThreadtieError} `not_found`, `origin_not_allowed`
 */
export async function getConfig(
  ctx: Ctx,
  key: string,
  origin: string | undefined,
  source: PluginSource,
): Promise<EntryPointConfig> {
  const row = await ctx.storage.read((at) => selectByKey(at, key));
  if (!row) throw notFound('entry point', key);
  await assertSiteOrigin(ctx, row.siteId, origin);
  return await toConfig(ctx, row, source, origin);
}

/** An entry point as browsers of this origin see it. */
export async function toConfig(
  ctx: Ctx,
  row: EntryPointRow,
  source: PluginSource,
  origin: string | undefined,
): Promise<EntryPointConfig> {
  const { key, variant, label, status, pageId, code, look } = row;
  const page = await pageOrBare(ctx, pageId);
  return {
    key,
    variant,
    label,
    status,
    url: linkInto(ctx.settings, page, code),
    platform: page.platform,
    pageId,
    pageName: page.name,
    look: { ...look, onAccent: look.accent === null ? null : textColour(look.accent) },
    plugin: await pluginFor(ctx, row, page, source, origin),
  };
}

/** Opt-in plugins do not exist on Instagram, and whoever paused an entry point wants no opt-ins from it. */
async function pluginFor(
  ctx: Ctx,
  row: EntryPointRow,
  page: FoundPage,
  source: PluginSource,
  origin: string | undefined,
): Promise<EntryPointPlugin | null> {
  const isPossible = row.allowsPlugin && row.status === 'active' && page.platform === 'messenger';
  if (!source || !isPossible) return null;
  if (await ctx.storage.read((at) => isPluginStopped(at, page.id))) return null;
  const doubt = await findPluginDoubt(ctx, { appId: source.appId, pageId: page.id }, origin);
  return { ...source, pageId: page.id, version: ctx.settings.graphVersion, ...(doubt ? { doubt } : {}) };
}
