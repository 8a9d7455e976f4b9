import type { ApiKey } from '../../shared/api/api-keys.ts';
import { recordAudit } from '../audit/index.ts';
import { requireScope } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { notFound } from '../base/errors.ts';
import { toApiKey } from './api-key.ts';
import { revokeKeyRow } from './store.ts';

/** Ends a key at once. */
export async function revokeApiKey(ctx: Ctx, id: string): Promise<ApiKey> {
  requireScope(ctx.actor, 'api-keys:write', null);
  return await ctx.storage.write(async (tx) => {
    const row = await revokeKeyRow(tx, id, ctx.clock.now());
    if (!row) throw notFound('API key', id);
    await recordAudit(ctx, { action: 'api_key.revoked', subject: id, siteId: row.siteId });
    return toApiKey(row);
  });
}
