import type { ConnectedPage } from '../../shared/api/pages.ts';
import { recordAudit } from '../audit/index.ts';
import { requireScope } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { notFound } from '../base/errors.ts';
import { GraphError, toThreadtieError, unsubscribePage } from '../graph/index.ts';
import { toConnectedPage } from './connected-page.ts';
import { fetchPage } from './fetch-page.ts';
import { updateHealth } from './health/update-health.ts';
import { openPageCaller } from './open-page-caller.ts';
import {
  deleteChecks,
  deleteTokens,
  type PageRow,
  selectSiblings,
  selectTokens,
  type TokenRow,
  updatePageRow,
} from './store.ts';

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
  const needed = await ctx.storage.read((at) =>
    selectTokens(
      at,
      siblings.map((sibling) => sibling.id),
    ),
  );
  for (const token of tokens) if (!isNeeded(page, token, needed)) await unsubscribe(ctx, token);
  const apps = tokens.map((token) => token.appId);
  return await toConnectedPage(ctx, await leave(ctx, id, apps));
}

/** Forgets what these apps had; with the last of them the Page is left. */
async function leave(ctx: Ctx, id: string, apps: readonly string[]): Promise<PageRow> {
  return await ctx.storage.write(async (tx) => {
    const now = ctx.clock.now();
    await deleteTokens(tx, id, apps);
    await deleteChecks(tx, id, apps);
    const isLeft = (await selectTokens(tx, [id])).length === 0;
    const updated = await updatePageRow(tx, id, { updatedAt: now, ...(isLeft ? { disconnectedAt: now } : {}) });
    if (!updated) throw notFound('Page', id);
    await updateHealth(ctx, id);
    const action = isLeft ? 'page.disconnected' : 'page.app_disconnected';
    await recordAudit(ctx, { action, subject: id, siteId: null });
    return updated;
  });
}

/** An Instagram account hears through the subscription of its Page. */
function isNeeded(page: PageRow, { appId }: TokenRow, others: readonly TokenRow[]): boolean {
  return page.platform === 'messenger' && others.some((token) => token.appId === appId);
}

/** A token that is dead cannot end anything, and need not: what cannot be ended any more is no reason to stay. */
async function unsubscribe(ctx: Ctx, token: TokenRow): Promise<void> {
  if (token.state === 'dead') return;
  try {
    const { caller } = await openPageCaller(ctx, token);
    await unsubscribePage(ctx, caller, { pageId: token.pageId });
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    if (error.verdict === 'retry' || error.verdict === 'later') throw toThreadtieError(error);
    const { appId, pageId } = token;
    ctx.log.warn({ err: error, appId, pageId }, 'a subscription could not be ended; the Page is left all the same');
  }
}
