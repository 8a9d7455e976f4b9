import type { Ctx, Settings } from '../base/ctx.ts';
import { type FoundPage, findPages } from '../pages/index.ts';

/**
 * The link into the Page's thread: m.me by the Page's id, ig.me by the account's username. It is built from what the
 * installation knows of the Page alone: nobody can point it elsewhere.
 */
export function linkInto(
  settings: Settings,
  page: Pick<FoundPage, 'id' | 'platform' | 'username'>,
  ref: string,
): string {
  const [base, name] =
    page.platform === 'instagram'
      ? [settings.instagramUrl, page.username ?? page.id]
      : [settings.messengerUrl, page.id];
  return `${base}/${encodeURIComponent(name)}?ref=${encodeURIComponent(ref)}`;
}

/** The same for a Page of which only the id is at hand. */
export async function messengerLink(ctx: Ctx, pageId: string, ref: string): Promise<string> {
  return linkInto(ctx.settings, await pageOrBare(ctx, pageId), ref);
}

/** What is known of the Page; of one that nobody knows any more, what its id says. */
export async function pageOrBare(ctx: Ctx, id: string): Promise<FoundPage> {
  return (await findPages(ctx, [id])).get(id) ?? bare(id);
}

/** The same for several. */
export async function pagesOrBare(ctx: Ctx, ids: readonly string[]): Promise<(id: string) => FoundPage> {
  const pages = await findPages(ctx, ids);
  return (id) => pages.get(id) ?? bare(id);
}

function bare(id: string): FoundPage {
  return { id, name: id, platform: 'messenger', username: null };
}
