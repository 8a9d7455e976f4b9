import type { EntryPointConfig } from '../../shared/visit.ts';
import type { Ctx } from '../base/ctx.ts';
import { notFound } from '../base/errors.ts';
import { assertSiteOrigin } from './assert-site-origin.ts';
import { messengerLink } from './entry-point.ts';
import { selectByKey } from './store.ts';

/**
 * What a browser may know of an entry point.
 * @throws {ThreadtieError} `not_found`, `origin_not_allowed`
 */
export async function getConfig(ctx: Ctx, key: string, origin: string | undefined): Promise<EntryPointConfig> {
  const row = await ctx.storage.read((at) => selectByKey(at, key));
  if (!row) throw notFound('entry point', key);
  await assertSiteOrigin(ctx, row.siteId, origin);
  const { variant, label, status, pageId, code } = row;
  return { key, variant, label, status, url: messengerLink(ctx.settings, pageId, code) };
}
