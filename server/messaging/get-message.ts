import type { Message } from '../../shared/api/messages.ts';
import { requireScope, siteOf } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { notFound } from '../base/errors.ts';
import { toMessage } from './message.ts';
import { selectMessage } from './store.ts';

/**
 * One message and what became of it.
 * @throws {ThreadtieError} `not_found`, also for a key of another site
 */
export async function getMessage(ctx: Ctx, id: string): Promise<Message> {
  requireScope(ctx.actor, 'messages:read');
  const own = siteOf(ctx.actor);
  const row = await ctx.storage.read((at) => selectMessage(at, id));
  if (!row || (own !== null && row.siteId !== own)) throw notFound('message', id);
  return toMessage(row);
}
