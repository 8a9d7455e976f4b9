import type { AccountLink } from '../../shared/api/account-links.ts';
import type { Ctx } from '../base/ctx.ts';
import { toAccountLink } from './account-link.ts';
import { selectStandingOfThread } from './store.ts';

/** The links of a thread that stand, at whichever site; inside a write it sees what that write has done. */
export async function listLinksOfThread(
  ctx: Ctx,
  thread: { readonly pageId: string; readonly psid: string },
): Promise<AccountLink[]> {
  return (await ctx.storage.read((at) => selectStandingOfThread(at, thread))).map(toAccountLink);
}
