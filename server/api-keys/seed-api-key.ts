import { recordAudit } from '../audit/index.ts';
import { requireScope } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { sha256 } from '../base/crypto/hash.ts';
import { insertKey } from './store.ts';

/** Makes a key the operator chose exist, with every scope on every site. Does nothing when it does already. */
export async function seedApiKey(ctx: Ctx, key: string, name: string): Promise<void> {
  requireScope(ctx.actor, '*', null);
  await ctx.storage.write(async (tx) => {
    const id = ctx.random.id('key');
    const isNew = await insertKey(tx, {
      id,
      name,
      hash: sha256(key),
      scopes: ['*'],
      siteId: null,
      createdAt: ctx.clock.now(),
      revokedAt: null,
    });
    if (isNew) await recordAudit(ctx, { action: 'api_key.created', subject: id, siteId: null });
  });
}
