import type { Ctx } from '../base/ctx.ts';
import { ThreadtieError } from '../base/errors.ts';
import { isSiteOrigin } from '../sites/index.ts';

/**
 * Refuses a browser on a page that is not the site's.
 * @throws {ThreadtieError} `origin_not_allowed`
 */
export async function assertSiteOrigin(ctx: Ctx, siteId: string, origin: string | undefined): Promise<void> {
  if (await isSiteOrigin(ctx, siteId, origin)) return;
  throw new ThreadtieError(
    'origin_not_allowed',
    'This entry point belongs to another website than the one this page is on.',
    "Add the page's origin to the site (PATCH /v1/sites/{id}), or use an entry point of this site.",
  );
}
