import type { ConnectedPage, PutPageBody } from '../../shared/api/pages.ts';
import { recordAudit } from '../audit/index.ts';
import { requireScope } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { sealPurpose, toConnectedPage } from './connected-page.ts';
import { upsertPage, upsertToken } from './store.ts';

/** Signals that a Page is known from now on; the subject is its id. */
export const PAGE_CONNECTED = 'pages.connected';

/** Makes a Page known, with the token that one app has for it. Doing it again replaces name and token. */
export async function putPage(ctx: Ctx, id: string, appId: string, input: PutPageBody): Promise<ConnectedPage> {
  requireScope(ctx.actor, 'pages:write', null);
  const now = ctx.clock.now();
  const sealedToken = ctx.secretBox.seal(input.accessToken, sealPurpose(appId, id));
  return await ctx.storage.write(async (tx) => {
    const row = { id, name: input.name, platform: input.platform, createdAt: now, updatedAt: now };
    const stored = await upsertPage(tx, row);
    await upsertToken(tx, { appId, pageId: id, sealedToken, updatedAt: now });
    await recordAudit(ctx, { action: 'page.put', subject: id, siteId: null });
    tx.afterCommit(() => ctx.signals.send(PAGE_CONNECTED, id));
    return toConnectedPage(stored);
  });
}
