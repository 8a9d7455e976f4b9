import type { Snippets } from '../../shared/api/entry-points.ts';
import type { WidgetPin } from '../../shared/widget-pin.ts';
import type { Ctx } from '../base/ctx.ts';
import { fetchOwn } from './fetch-own.ts';
import { linkInto, pageOrBare } from './messenger-link.ts';
import { writeSnippets } from './snippets/write-snippets.ts';

/**
 * What to paste for an entry point, for each place it may be put into.
 * @throws {ThreadtieError} `not_found`, also for another site's
 */
export async function getSnippets(ctx: Ctx, key: string, pin: WidgetPin): Promise<Snippets> {
  const row = await fetchOwn(ctx, key, 'entry-points:read');
  const page = await pageOrBare(ctx, row.pageId);
  const url = linkInto(ctx.settings, page, row.code);
  return writeSnippets(ctx.settings.publicUrl, pin, { ...row, url, platform: page.platform });
}
