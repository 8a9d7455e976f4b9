import type { Arrival } from '../../shared/api/arrivals.ts';
import { reasonMessage } from './reason-message.ts';
import type { ArrivalRow } from './store.ts';

/** An arrival as the API shows it. */
export function toArrival(row: ArrivalRow): Arrival {
  const { eventId: _event, refHash: _hash, landing, occurredAt, recordedAt, ...shown } = row;
  return {
    ...shown,
    landing: landing && { ...landing, source: 'visitor' },
    message: reasonMessage(row.reason),
    occurredAt: occurredAt.toISOString(),
    recordedAt: recordedAt.toISOString(),
  };
}
