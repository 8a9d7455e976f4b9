import type { Ctx } from '../base/ctx.ts';
import { PROBLEM_GUIDES } from './health/problem-guide.ts';
import { selectPage, selectTokens, type TokenRow } from './store.ts';

/** An app that has a token for a Page; `fault`: the token is known to be dead, and nothing is called with it. */
export interface PageSender {
  readonly appId: string;
  readonly fault: { readonly evidence: string; readonly whatToDo: string } | null;
}

/** Through which apps a Page can act. */
export interface PageSenders {
  readonly platform: 'messenger' | 'instagram';
  readonly isConnected: boolean;
  readonly senders: readonly PageSender[];
}

/** The apps that may act for a Page, by id; null when the Page is not known. */
export async function findPageSenders(ctx: Ctx, pageId: string): Promise<PageSenders | null> {
  return await ctx.storage.read(async (at) => {
    const page = await selectPage(at, pageId);
    if (!page) return null;
    const senders = (await selectTokens(at, [pageId])).map(toSender);
    return { platform: page.platform, isConnected: page.disconnectedAt === null, senders };
  });
}

function toSender({ appId, state, problem }: TokenRow): PageSender {
  return { appId, fault: state === 'dead' ? PROBLEM_GUIDES[problem ?? 'token_invalid'] : null };
}
