import type { Replay, ReplayOptions } from '../../shared/api/deliveries.ts';
import { recordAudit } from '../audit/index.ts';
import type { Ctx } from '../base/ctx.ts';
import { notFound } from '../base/errors.ts';
import { APPENDED } from './append-delivery.ts';
import { rowNumber } from './delivery.ts';
import { selectDelivery } from './list-store.ts';
import { replayEvents, requireReplay } from './replay-events.ts';
import type { ReplayTarget } from './replay-rows.ts';
import { createReplayTally } from './replay-tally.ts';
import { restoreDelivery } from './replay-store.ts';

/** More than one delivery within the size limit can hold. */
const ALL_EVENTS = 1_000_000;

/**
 * Lets a delivery that could not be read or split be split again; of any other, puts the events back.
 * @throws {ThreadtieError} `not_found`
 */
export async function replayDelivery(
  ctx: Ctx,
  id: string,
  options: ReplayOptions,
  target: ReplayTarget,
): Promise<Replay> {
  requireReplay(ctx, options);
  const number = rowNumber('dlv', id) ?? 0;
  const delivery = await ctx.storage.read((at) => selectDelivery(at, number));
  if (!delivery) throw notFound('delivery', id);
  if (delivery.status === 'split') {
    return await replayEvents(ctx, { ...options, filter: { deliveryId: id }, limit: ALL_EVENTS }, target);
  }
  const isWhole = delivery.status === 'stored';
  const deliveries = isWhole ? 0 : options.preview ? 1 : await splitAgain(ctx, number, id);
  return { ...createReplayTally(options.preview, target.handlers).result(), deliveries };
}

async function splitAgain(ctx: Ctx, number: number, id: string): Promise<number> {
  return await ctx.storage.write(async (tx) => {
    const isRestored = await restoreDelivery(tx, number);
    await recordAudit(ctx, { action: 'delivery.replayed', subject: id, siteId: null });
    tx.afterCommit(() => ctx.signals.send(APPENDED));
    return isRestored ? 1 : 0;
  });
}
