import { recordAudit } from '../audit/index.ts';
import { requireScope } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { deleteApp } from './store.ts';

/** Takes an app's webhooks no longer. Does nothing when there is no such app. */
export async function removeApp(ctx: Ctx, id: string): Promise<void> {
  requireScope(ctx.actor, '*', null);
  await ctx.storage.write(async (tx) => {
    if (await deleteApp(tx, id)) await recordAudit(ctx, { action: 'app.removed', subject: id, siteId: null });
  });
}
