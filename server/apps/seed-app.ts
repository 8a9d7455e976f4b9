import { recordAudit } from '../audit/index.ts';
import { requireScope } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { type AppCredentials, openApp, sealPurpose } from './app.ts';
import { selectApps, upsertApp } from './store.ts';

/** Creates the app the environment names, or takes over its changed secrets. Writes nothing when all is as it was. */
export async function seedApp(ctx: Ctx, input: AppCredentials): Promise<void> {
  requireScope(ctx.actor, '*', null);
  await ctx.storage.write(async (tx) => {
    const [row] = await selectApps(tx, input.id);
    if (row && isSame(openApp(ctx, row), input)) return;
    const now = ctx.clock.now();
    await upsertApp(tx, {
      id: input.id,
      sealedSecrets: input.secrets.map((secret) => ctx.secretBox.seal(secret, sealPurpose(input.id))),
      sealedVerifyToken: ctx.secretBox.seal(input.verifyToken, sealPurpose(input.id)),
      allowsSha1: row?.allowsSha1 ?? false,
      createdAt: row?.createdAt ?? now,
      updatedAt: now,
    });
    await recordAudit(ctx, { action: row ? 'app.updated' : 'app.created', subject: input.id, siteId: null });
  });
}

function isSame(stored: AppCredentials, input: AppCredentials): boolean {
  return stored.verifyToken === input.verifyToken && stored.secrets.join('\n') === input.secrets.join('\n');
}
