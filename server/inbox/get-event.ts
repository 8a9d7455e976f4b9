import type { InboxEvent } from '../../shared/api/deliveries.ts';
import { requireScope } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { notFound } from '../base/errors.ts';
import { rowNumber, toInboxEvent } from './delivery.ts';
import { selectEvent } from './store.ts';

/**
 * One event of the platform.
 * @throws {ThreadtieError} `not_found`
 */
export async function getEvent(ctx: Ctx, id: string): Promise<InboxEvent> {
  requireScope(ctx.actor, 'deliveries:read', null);
  const number = rowNumber('evt', id);
  const row = number === undefined ? undefined : await ctx.storage.read((at) => selectEvent(at, number));
  if (!row) throw notFound('event', id);
  return toInboxEvent(row);
}
