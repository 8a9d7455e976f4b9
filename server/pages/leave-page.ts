import { recordAudit } from '../audit/index.ts';
import type { Ctx } from '../base/ctx.ts';
import { notFound } from '../base/errors.ts';
import { fetchPage } from './fetch-page.ts';
import { updateHealth } from './health/update-health.ts';
import { deleteChecks, deleteToken, type PageRow, selectTokens, type TokenRow, updatePageRow } from './store.ts';

/**
 * Forgets these tokens of a Page and what was seen with them; with the last of them the Page is left. A token that took the
 * place of one of them meanwhile stays, and so does the Page.
 */
export async function leavePage(ctx: Ctx, id: string, tokens: readonly TokenRow[]): Promise<PageRow> {
  return await ctx.storage.write(async (tx) => {
    const now = ctx.clock.now();
    const gone: string[] = [];
    for (const token of tokens) if (await deleteToken(tx, token)) gone.push(token.appId);
    if (gone.length === 0 && tokens.length > 0) return await fetchPage(ctx, id);
    await deleteChecks(tx, id, gone);
    const isLeft = (await selectTokens(tx, [id])).length === 0;
    const updated = await updatePageRow(tx, id, { updatedAt: now, ...(isLeft ? { disconnectedAt: now } : {}) });
    if (!updated) throw notFound('Page', id);
    await updateHealth(ctx, id);
    const action = isLeft ? 'page.disconnected' : 'page.app_disconnected';
    await recordAudit(ctx, { action, subject: id, siteId: null });
    return updated;
  });
}
