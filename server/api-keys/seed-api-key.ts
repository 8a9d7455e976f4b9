import { recordAudit } from '../audit/index.ts';
import { requireScope } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { sha256 } from '../base/crypto/hash.ts';
import { insertKey, revokeSeeded } from './store.ts';

/**
 * Makes a key that comes from outside the API exist, with every scope on every site, and ends the one that had come from
 * there before. Does nothing when all is as it was.
 * @param key null: there is to be none any more
 * @param source where it comes from, such as the name of a variable
 */
export async function seedApiKey(ctx: Ctx, key: string | null, source: string): Promise<void> {
  requireScope(ctx.actor, '*', null);
  await ctx.storage.write(async (tx) => {
    const hash = key === null ? null : sha256(key);
    for (const id of await revokeSeeded(tx, source, hash, ctx.clock.now())) {
      await recordAudit(ctx, { action: 'api_key.revoked', subject: id, siteId: null });
    }
    if (hash === null) return;
    const id = ctx.random.id('key');
    const rights = { scopes: ['*' as const], siteId: null, createdAt: ctx.clock.now(), revokedAt: null };
    const isNew = await insertKey(tx, { id, name: source, hash, seededAs: source, ...rights });
    if (isNew) await recordAudit(ctx, { action: 'api_key.created', subject: id, siteId: null });
  });
}
