import type { ApiKey } from '../../shared/api/api-keys.ts';
import type { ListQuery, Page } from '../../shared/api/list.ts';
import { requireScope } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { toPage } from '../base/page.ts';
import { toApiKey } from './api-key.ts';
import { selectKeys } from './store.ts';

/** Every key, revoked ones too, newest first. */
export async function listApiKeys(ctx: Ctx, query: ListQuery): Promise<Page<ApiKey>> {
  requireScope(ctx.actor, 'api-keys:read', null);
  const rows = await ctx.storage.read((at) => selectKeys(at, query));
  return toPage(rows, query, (row) => row.id, toApiKey);
}
