import type { ConnectedPage } from '../../shared/api/pages.ts';
import { knowsApp } from '../apps/index.ts';
import { requireScope } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { GraphError, toThreadtieError, unsubscribePage } from '../graph/index.ts';
import { toConnectedPage } from './connected-page.ts';
import { fetchPage } from './fetch-page.ts';
import { leavePage } from './leave-page.ts';
import { openPageCaller } from './open-page-caller.ts';
import { type PageRow, selectSiblings, selectTokens, type TokenRow } from './store.ts';
import { subscriptionPlace } from './subscription-place.ts';

/**
 * Ends the subscription of our apps to a Page, or of one of them, and drops the tokens; other apps at the Page keep theirs, and
 * so does its Instagram account when it is connected. A Page without any app is left. History stays. Doing it again changes
 * nothing.
 * @param appId null: every app of ours
 * @throws {ThreadtieError} `not_found`, or `platform_unreachable` and `platform_busy` when it is to be tried again
 */
export async function disconnectPage(ctx: Ctx, id: string, appId: string | null): Promise<ConnectedPage> {
  requireScope(ctx.actor, 'pages:write', null);
  const page = await fetchPage(ctx, id);
  if (page.disconnectedAt !== null) return await toConnectedPage(ctx, page);
  const { all, siblings } = await ctx.storage.read(async (at) => ({
    all: await selectTokens(at, [id]),
    siblings: await selectSiblings(at, page),
  }));
  const tokens = all.filter((token) => appId === null || token.appId === appId);
  if (appId !== null && tokens.length === 0) return await toConnectedPage(ctx, page);
  const siblingIds = siblings.map((sibling) => sibling.id);
  const needed = await ctx.storage.read((at) => selectTokens(at, siblingIds));
  for (const token of tokens) if (!isNeeded(token, needed)) await unsubscribe(ctx, page, token);
  return await toConnectedPage(ctx, await leavePage(ctx, id, tokens));
}

/** A Page and its Instagram account hear through one subscription: it ends with the last of the two. */
function isNeeded({ appId }: TokenRow, others: readonly TokenRow[]): boolean {
  return others.some((token) => token.appId === appId);
}

/**
 * A token that is dead cannot end anything, and need not, nor can that of an app which is not known any more: what cannot be
 * ended is no reason to stay.
 */
async function unsubscribe(ctx: Ctx, page: PageRow, token: TokenRow): Promise<void> {
  if (token.state === 'dead' || !(await knowsApp(ctx, token.appId))) return;
  try {
    const { caller } = await openPageCaller(ctx, token);
    await unsubscribePage(ctx, caller, { pageId: subscriptionPlace(page).objectId });
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    if (error.verdict === 'retry' || error.verdict === 'later') throw toThreadtieError(error);
    const { appId, pageId } = token;
    ctx.log.warn({ err: error, appId, pageId }, 'a subscription could not be ended; the Page is left all the same');
  }
}
