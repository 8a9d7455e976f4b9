import type { CreateApiKeyBody, CreatedApiKey } from '../../shared/api/api-keys.ts';
import { recordAudit } from '../audit/index.ts';
import { requireScope } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { sha256 } from '../base/crypto/hash.ts';
import { ThreadtieError } from '../base/errors.ts';
import { getSite } from '../sites/index.ts';
import { toApiKey } from './api-key.ts';
import { insertKey } from './store.ts';

/** Creates a key, which is answered this once. Nobody can create a key that may do more than their own. */
export async function createApiKey(ctx: Ctx, input: CreateApiKeyBody): Promise<CreatedApiKey> {
  requireScope(ctx.actor, 'api-keys:write', input.siteId);
  assertNotMore(ctx, input);
  if (input.siteId !== null) await getSite({ ...ctx, actor: { type: 'system' } }, input.siteId);
  const key = `tt_${ctx.random.token(256)}`;
  const row = {
    id: ctx.random.id('key'),
    name: input.name,
    hash: sha256(key),
    scopes: input.scopes,
    siteId: input.siteId,
    createdAt: ctx.clock.now(),
    revokedAt: null,
    seededAs: null,
  };
  await ctx.storage.write(async (tx) => {
    await insertKey(tx, row);
    await recordAudit(ctx, { action: 'api_key.created', subject: row.id, siteId: input.siteId });
  });
  return { ...toApiKey(row), key };
}

function assertNotMore(ctx: Ctx, input: CreateApiKeyBody): void {
  const { actor } = ctx;
  if (actor.type !== 'api-key' || actor.scopes.includes('*')) return;
  const more = input.scopes.filter((scope) => !actor.scopes.includes(scope));
  if (more.length === 0) return;
  throw new ThreadtieError(
    'missing_scope',
    `A key cannot give what it does not have: ${more.join(', ')}.`,
    'Leave these scopes out, or use a key that has them.',
  );
}
