import type { InboxEventDetail } from '../../shared/api/deliveries.ts';
import { requireScope } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { notFound } from '../base/errors.ts';
import { rowNumber, toInboxEvent } from './delivery.ts';
import { listItems } from './list-items.ts';
import { selectEvent } from './list-store.ts';
import { parseBody } from '../base/parse-body.ts';
import { type EventRow, selectBodies } from './store.ts';

/**
 * One event of the platform, with the attempts that failed and what the platform said.
 * @throws {ThreadtieError} `not_found`
 */
export async function getEvent(ctx: Ctx, id: string): Promise<InboxEventDetail> {
  requireScope(ctx.actor, 'deliveries:read', null);
  const number = rowNumber('evt', id);
  return await ctx.storage.read(async (at) => {
    const row = number === undefined ? undefined : await selectEvent(at, number);
    if (!row) throw notFound('event', id);
    const [delivery] = await selectBodies(at, [row.deliveryId]);
    return {
      ...toInboxEvent(row),
      failures: [...(row.failures ?? [])],
      raw: delivery ? rawOf(row, delivery.body) : null,
    };
  });
}

function rawOf(row: EventRow, body: Uint8Array): unknown {
  return listItems(parseBody(body)).find((item) => item.path === row.path)?.raw ?? null;
}
