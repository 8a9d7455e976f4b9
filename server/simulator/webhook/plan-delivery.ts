import type { Random } from '../../base/random.ts';
import { drawBelow, drawShare } from '../state/draw.ts';
import { bendPayload } from './bend-payload.ts';
import { composePayload } from './compose-payload.ts';
import type { Delivery } from './delivery-log.ts';
import { type Faults, NO_FAULTS } from './faults.ts';
import { serialisePayload } from './serialise-payload.ts';
import { writeNumericIds } from './write-numeric-ids.ts';

/** A delivery whose bytes and faults are settled, once and for all attempts. */
export interface DeliveryPlan {
  readonly delivery: Delivery;
  /** Counts up with every plan of a sender. */
  readonly number: number;
  readonly faults: Faults;
  readonly random: Random;
  readonly delayMs: number;
  /** Where a truncated body ends. */
  readonly cutAt: number;
}

/** Decides by chance whether the faults happen to this delivery, and writes its bytes. */
export function planDelivery(
  delivery: Delivery,
  input: { readonly faults: Faults; readonly random: Random; readonly number: number; readonly now: Date },
): DeliveryPlan {
  const { random, number } = input;
  const isHit = drawShare(random) < input.faults.share;
  const { timeoutMs, retrySchedule } = input.faults;
  const faults = isHit ? input.faults : { ...NO_FAULTS, timeoutMs, retrySchedule };
  const note = (sentence: string): void => void delivery.faults.push(sentence);
  const payload = bendPayload(composePayload(delivery.updates, input.now), { faults, random, note });
  const body = serialisePayload(payload);
  delivery.body = faults.numericIds ? writeNumericIds(body) : body;
  if (faults.numericIds) note('Ids were written as numbers.');
  if (delivery.updates.length > 1 && faults.batch > 1)
    note(`${delivery.updates.length} updates were sent in one batch.`);
  const delayMs = faults.delayMs + drawBelow(random, faults.delaySpreadMs + 1);
  if (delayMs > 0) note(`The first attempt waited ${delayMs} ms.`);
  return { delivery, number, faults, random, delayMs, cutAt: 1 + drawBelow(random, delivery.body.length - 1) };
}
