import type { Delivery } from '../../shared/api/deliveries.ts';
import { requireScope } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { notFound } from '../base/errors.ts';
import { rowNumber, toDelivery } from './delivery.ts';
import { selectDelivery } from './list-store.ts';
import { countStates } from './store.ts';

/**
 * One delivery of the platform.
 * @throws {ThreadtieError} `not_found`
 */
export async function getDelivery(ctx: Ctx, id: string): Promise<Delivery> {
  requireScope(ctx.actor, 'deliveries:read', null);
  const number = rowNumber('dlv', id);
  return await ctx.storage.read(async (at) => {
    const row = number === undefined ? undefined : await selectDelivery(at, number);
    if (!row) throw notFound('delivery', id);
    return toDelivery(row, await countStates(at, [row.id]));
  });
}
