import { recordAudit } from '../audit/index.ts';
import { requireScope } from '../base/actor.ts';
import type { Ctx } from '../base/ctx.ts';
import { notFound } from '../base/errors.ts';
import { rowNumber } from './delivery.ts';
import { selectBodies } from './store.ts';

/**
 * The bytes of a delivery as they were received. They hold what people wrote, so it is written down who looked.
 * @throws {ThreadtieError} `not_found`
 */
export async function getDeliveryBody(ctx: Ctx, id: string): Promise<Uint8Array<ArrayBuffer>> {
  requireScope(ctx.actor, 'deliveries:read', null);
  const number = rowNumber('dlv', id);
  return await ctx.storage.write(async (tx) => {
    const [delivery] = number === undefined ? [] : await selectBodies(tx, [number]);
    if (!delivery) throw notFound('delivery', id);
    await recordAudit(ctx, { action: 'delivery.body_read', subject: id, siteId: null });
    return new Uint8Array(delivery.body);
  });
}
