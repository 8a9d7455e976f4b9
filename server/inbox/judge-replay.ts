import type { REPLAY_REFUSALS, ReplayOptions } from '../../shared/api/deliveries.ts';
import { type Parkable, parkReason, type ParkReason } from './park-reason.ts';
import type { ReplayRow } from './replay-store.ts';

/** Why an event is left as it is. */
export type ReplayRefusal = (typeof REPLAY_REFUSALS)[number];

/**
 * Why an event that may be put back stays where it is all the same: it would only be parked again. Pure.
 * @param event what this version makes of the row
 */
export function reasonToStay(
  row: ReplayRow,
  event: Parkable,
  isConnected: boolean,
  { force }: ReplayOptions,
): ParkReason | null {
  const reason = parkReason(event, row.receivedAt, isConnected);
  return reason === 'too_old' && (force || row.isForced) ? null : reason;
}

/**
 * Whether a person's replay puts this event back: `renew` when that depends on what this version makes of it. Pure.
 */
export function judgeReplay(row: ReplayRow, options: ReplayOptions): ReplayRefusal | 'put_back' | 'renew' {
  if (row.status === 'pending') return 'already_pending';
  if (row.bytesOf === null) return 'deleted_delivery';
  if (row.status === 'applied') return options.includeApplied ? 'put_back' : 'already_applied';
  if (row.status === 'dead') return 'put_back';
  switch (row.parkedFor) {
    case 'dashboard_test':
      return 'dashboard_test';
    case 'too_old':
      return options.force ? 'put_back' : 'too_old';
    case 'unknown_kind':
      return 'renew';
    default:
      return 'put_back';
  }
}
