import type { Ctx } from '../base/ctx.ts';
import { selectSites } from './store.ts';

const BATCH = 200;

/** The origins of all sites, each once, for rooms above. */
export async function listSiteOrigins(ctx: Ctx): Promise<string[]> {
  return await ctx.storage.read(async (at) => {
    const origins = new Set<string>();
    let cursor: string | undefined;
    do {
      const rows = await selectSites(at, { limit: BATCH, ...(cursor ? { cursor } : {}) }, null);
      for (const origin of rows.flatMap((row) => row.origins)) origins.add(origin);
      cursor = rows.length > BATCH ? rows.at(-1)?.id : undefined;
    } while (cursor);
    return [...origins];
  });
}
