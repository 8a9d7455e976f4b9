import type { Ctx } from '../base/ctx.ts';
import { selectPageOfList } from './store.ts';

/** Whether the site has an entry point of the Page, archived ones too: its threads are the site's as well. */
export async function isPageOfSite(ctx: Ctx, pageId: string, siteId: string): Promise<boolean> {
  return (await ctx.storage.read((at) => selectPageOfList(at, { pageId, siteId, limit: 1 }))).length > 0;
}
