import type { ConnectedPage } from '../../shared/api/pages.ts';
import { requireScope } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { notFound } from '../base/errors.ts';
import { toConnectedPage } from './connected-page.ts';
import { selectPage } from './store.ts';

/**
 * One connected Page.
 * @throws {ThreadtieError} `not_found`
 */
export async function getPage(ctx: Ctx, id: string): Promise<ConnectedPage> {
  requireScope(ctx.actor, 'pages:read', null);
  const row = await ctx.storage.read((at) => selectPage(at, id));
  if (!row) throw notFound('Page', id);
  return toConnectedPage(row);
}
