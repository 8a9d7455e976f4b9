import type { Ctx } from '../../../base/ctx.ts';

/** What a Log In button in a thread of this Page opens, to be tied to an account of this site. Messenger adds its token. */
export function logInAddress(
  ctx: Ctx,
  { pageId, siteId }: { readonly pageId: string; readonly siteId: string },
): string {
  const url = new URL(`${ctx.settings.publicUrl}/link/messenger`);
  url.searchParams.set('page', pageId);
  url.searchParams.set('site', siteId);
  return url.href;
}
