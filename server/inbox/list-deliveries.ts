import type { Page } from '../../shared/api/list.ts';
import type { Delivery, ListDeliveriesQuery } from '../../shared/api/deliveries.ts';
import { requireScope } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { toPage } from '../base/page.ts';
import { cursorAt, placeOf, toDelivery } from './delivery.ts';
import { selectDeliveries } from './list-store.ts';
import { countStates } from './store.ts';

/** The deliveries of the platform, newest first. They belong to the installation, so a key of one site may not see them. */
export async function listDeliveries(ctx: Ctx, query: ListDeliveriesQuery): Promise<Page<Delivery>> {
  requireScope(ctx.actor, 'deliveries:read', null);
  return await ctx.storage.read(async (at) => {
    const rows = await selectDeliveries(at, query, placeOf(query.cursor));
    const states = await countStates(
      at,
      rows.map((row) => row.id),
    );
    return toPage(rows, query, cursorAt, (row) => toDelivery(row, states));
  });
}
