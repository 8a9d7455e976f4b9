import type { AccountLink } from '../../shared/api/account-links.ts';
import type { Ctx } from '../base/ctx.ts';
import { toAccountLink } from './account-link.ts';
import { selectStanding } from './store.ts';

/** The link of a thread at a site that stands, or null; inside a write it sees what that write has done. */
export async function findLink(
  ctx: Ctx,
  thread: { readonly siteId: string; readonly pageId: string; readonly psid: string },
): Promise<AccountLink | null> {
  const row = await ctx.storage.read((at) => selectStanding(at, thread));
  return row ? toAccountLink(row) : null;
}
