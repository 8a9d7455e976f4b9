import type { Scope } from '../../shared/api/api-keys.ts';
import { requireScope, siteOf } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { notFound } from '../base/errors.ts';
import { type EntryPointRow, selectByKey } from './store.ts';

/**
 * The entry point, if the actor has the scope and may see its site.
 * @throws {ThreadtieError} `missing_scope`; `not_found`, also for another site's
 */
export async function fetchOwn(ctx: Ctx, key: string, scope: Scope): Promise<EntryPointRow> {
  requireScope(ctx.actor, scope);
  const row = await ctx.storage.read((at) => selectByKey(at, key));
  const own = siteOf(ctx.actor);
  if (!row || (own !== null && row.siteId !== own)) throw notFound('entry point', key);
  return row;
}
