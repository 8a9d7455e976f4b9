import type { App, PutAppBody } from '../../shared/api/apps.ts';
import { recordAudit } from '../audit/index.ts';
import { requireScope } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { sealPurpose, toApp } from './app.ts';
import { APP_CHANGED } from './find-apps.ts';
import { selectApps, upsertApp } from './store.ts';

/**
 * Makes a Meta app known, or replaces its secrets and verify token; for that of the environment, until the environment
 * itself says something else. Nothing is called.
 */
export async function putApp(ctx: Ctx, id: string, input: PutAppBody): Promise<App> {
  requireScope(ctx.actor, 'apps:write', null);
  const now = ctx.clock.now();
  const sealed = {
    sealedSecrets: input.secrets.map((secret) => ctx.secretBox.seal(secret, sealPurpose(id))),
    sealedVerifyToken: ctx.secretBox.seal(input.verifyToken, sealPurpose(id)),
  };
  return await ctx.storage.write(async (tx) => {
    const [before] = await selectApps(tx, id);
    const kept = {
      seedDigest: before?.seedDigest ?? null,
      allowsSha1: before?.allowsSha1 ?? false,
      createdAt: before?.createdAt ?? now,
    };
    const row = { id, ...sealed, ...kept, updatedAt: now };
    await upsertApp(tx, row);
    await recordAudit(ctx, { action: before ? 'app.updated' : 'app.created', subject: id, siteId: null });
    tx.afterCommit(() => ctx.signals.send(APP_CHANGED, id));
    return toApp(ctx, row);
  });
}
