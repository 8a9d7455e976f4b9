import type { Ctx } from '../../../base/ctx.ts';
import { sha256 } from '../../../base/crypto/hash.ts';
import { getSiteSettings } from '../../../sites/index.ts';
import { LinkPageError } from '../session/link-page-error.ts';
import type { LinkVisitor } from '../session/link-visitor.ts';
import { selectWebLink } from '../store.ts';
import { type OpenedSession, openSession } from './open-session.ts';

/**
 * Somebody opened a link that stood in a thread. Opening does not spend it, since apps look ahead; whoever it was passed on
 * to cannot finish, because only the thread can answer the number.
 * @throws {LinkPageError} `too_old`: the same for a link that was used and one that there never was
 */
export async function openWebSession(ctx: Ctx, token: string, visitor: LinkVisitor): Promise<OpenedSession> {
  const tokenHash = sha256(token);
  const link = await ctx.storage.read((at) => selectWebLink(at, tokenHash, ctx.clock.now()));
  if (!link) throw new LinkPageError('too_old');
  const { pageId, psid, siteId } = link;
  const site = await getSiteSettings(ctx, siteId);
  return await openSession(ctx, { pageId, psid, site, wayBack: null, webLinkHash: tokenHash }, visitor);
}
