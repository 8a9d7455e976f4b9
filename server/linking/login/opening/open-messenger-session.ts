import type { Ctx } from '../../../base/ctx.ts';
import { constantTimeEqual } from '../../../base/crypto/hash.ts';
import { ThreadtieError } from '../../../base/errors.ts';
import { isPageOfSite } from '../../../entry-points/index.ts';
import { getSiteSettings, type SiteSettings } from '../../../sites/index.ts';
import { checkRedirectUri } from '../at-platform/check-redirect-uri.ts';
import { resolvePerson } from '../at-platform/resolve-person.ts';
import type { WayBack } from '../at-platform/way-back.ts';
import { LinkPageError } from '../session/link-page-error.ts';
import type { LinkVisitor } from '../session/link-visitor.ts';
import { type OpenedSession, openSession } from './open-session.ts';

/**
 * Somebody tapped Log In, and Messenger opened our address. Who it was is asked of the platform before anything is shown; an
 * address with a way back that is not Messenger's leads nowhere.
 * @param query of the address: everything in it can be anybody's
 * @throws {LinkPageError}
 */
export async function openMessengerSession(
  ctx: Ctx,
  query: URLSearchParams,
  visitor: LinkVisitor,
): Promise<OpenedSession> {
  const [pageId, siteId] = [single(query, 'page'), single(query, 'site')];
  const token = single(query, 'account_linking_token');
  const wayBack = readWayBack(ctx, token, single(query, 'redirect_uri'));
  if (pageId === null || siteId === null || token === null) throw new LinkPageError('bad_link');
  const site = await findSite(ctx, pageId, siteId);
  const psid = await resolvePerson(ctx, pageId, token);
  return await openSession(ctx, { pageId, psid, site, wayBack, webLinkHash: null }, visitor);
}

/** A site of this Page: the address could name any other. */
async function findSite(ctx: Ctx, pageId: string, siteId: string): Promise<SiteSettings> {
  if (!(await isPageOfSite(ctx, pageId, siteId))) throw new LinkPageError('bad_link');
  return await getSiteSettings(ctx, siteId).catch((cause: unknown) => {
    if (cause instanceof ThreadtieError) throw new LinkPageError('bad_link', {}, { cause });
    throw cause;
  });
}

/** A value that is there once, or several times the same; null where it is missing. */
function single(query: URLSearchParams, name: string): string | null {
  const values = new Set(query.getAll(name));
  if (values.size > 1) throw new LinkPageError('bad_link');
  return [...values][0] || null;
}

function readWayBack(ctx: Ctx, token: string | null, redirectUri: string | null): WayBack | null {
  if (redirectUri === null) return null;
  const url = checkRedirectUri(redirectUri, ctx.settings.linkRedirectOrigins);
  const named = url && single(url.searchParams, 'account_linking_token');
  // A way back that ends somebody else's log-in would carry the code into their thread.
  if (!url || token === null || (named !== null && !constantTimeEqual(named, token)))
    throw new LinkPageError('bad_link');
  return { token, redirectUri };
}
