import type { Ctx } from '../../base/ctx.ts';
import { listSitesOfPage } from '../../entry-points/index.ts';
import { findPages } from '../../pages/index.ts';
import { say } from '../attempts/say.ts';
import type { SentCode } from './redeem-link-code.ts';

/**
 * Tells whoever sent a code that it does not count. The words depend on the Page alone, so that they say nothing of the code:
 * where a Page serves several sites, its own name stands for theirs.
 */
export async function refuseCode(
  ctx: Ctx,
  { pageId, psid, event }: SentCode,
  key: 'code.unknown' | 'code.tooMany',
): Promise<void> {
  const [siteId, ...others] = await listSitesOfPage(ctx, pageId);
  if (siteId === undefined) return;
  const page = others.length > 0 ? (await findPages(ctx, [pageId])).get(pageId) : undefined;
  await say(ctx, { siteId, pageId, psid, key, values: page ? { site: page.name } : {}, event });
}
