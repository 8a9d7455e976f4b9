import type { Ctx } from '../base/ctx.ts';
import { selectSitesOfPage } from './store.ts';

/** The sites whose threads those of the Page are: they have an entry point of it, archived ones too. */
export async function listSitesOfPage(ctx: Ctx, pageId: string): Promise<string[]> {
  return await ctx.storage.read((at) => selectSitesOfPage(at, pageId));
}
