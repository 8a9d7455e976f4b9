import type { Ctx } from '../../../base/ctx.ts';
import { isPageOfSite } from '../../../entry-points/index.ts';
import { isConnectedPage } from '../../../pages/index.ts';
import { getSiteSettings } from '../../../sites/index.ts';
import type { LinkFault } from '../session/link-page-error.ts';
import type { SessionRow } from '../store.ts';
import { loginFault } from './login-fault.ts';
import { nameLogin } from './name-login.ts';

/** What a login meets that the site or the Page has withdrawn. */
export type LoginObstacle = Extract<LinkFault, 'bad_link' | 'no_login' | 'login_failed'>;

/**
 * Why an account that was proven by this login would not be proven by one that begins now; null when it would. A Page that
 * was disconnected, or is no more the site's, and a login that is off or another; inside a write as that write has it.
 */
export async function findLoginObstacle(
  ctx: Ctx,
  { siteId, pageId, login }: Pick<SessionRow, 'siteId' | 'pageId' | 'login'>,
): Promise<LoginObstacle | null> {
  if (!(await isPageOfSite(ctx, pageId, siteId)) || !(await isConnectedPage(ctx, pageId))) return 'bad_link';
  const site = await getSiteSettings(ctx, siteId);
  if (!site.login || loginFault(site) !== null) return 'no_login';
  return login === null || login === nameLogin(site.login) ? null : 'login_failed';
}
