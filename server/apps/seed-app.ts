import { recordAudit } from '../audit/index.ts';
import { requireScope } from '../base/actor.ts';
import { sha256 } from '../base/crypto/hash.ts';
import type { Ctx } from '../base/ctx.ts';
import { type AppCredentials, sealPurpose } from './app.ts';
import { selectApps, upsertApp } from './store.ts';

/**
 * Creates the app the environment names, or takes over what has changed in the environment since it was last taken over:
 * what was put by the API meanwhile stays until then.
 */
export async function seedApp(ctx: Ctx, input: AppCredentials): Promise<void> {
  requireScope(ctx.actor, '*', null);
  const seedDigest = digestOf(input);
  await ctx.storage.write(async (tx) => {
    const [row] = await selectApps(tx, input.id);
    if (row?.seedDigest === seedDigest) return;
    const now = ctx.clock.now();
    await upsertApp(tx, {
      id: input.id,
      sealedSecrets: input.secrets.map((secret) => ctx.secretBox.seal(secret, sealPurpose(input.id))),
      sealedVerifyToken: ctx.secretBox.seal(input.verifyToken, sealPurpose(input.id)),
      seedDigest,
      allowsSha1: row?.allowsSha1 ?? false,
      createdAt: row?.createdAt ?? now,
      updatedAt: now,
    });
    await recordAudit(ctx, { action: row ? 'app.updated' : 'app.created', subject: input.id, siteId: null });
  });
}

/** Tells two environments apart, and nothing of the secrets: those are too long to be guessed. */
function digestOf({ id, secrets, verifyToken }: AppCredentials): string {
  return sha256(JSON.stringify([id, secrets, verifyToken]));
}
