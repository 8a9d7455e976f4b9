import type { Reading } from '../base/storage/index.ts';
import { listItems } from './list-items.ts';
import { parseBody } from '../base/parse-body.ts';
import type { ReplayRow } from './replay-store.ts';
import { type DeliveryBody, type NewEvent, selectBodies } from './store.ts';
import { toNewEvent } from './to-new-event.ts';

/** What this version makes of a stored event; null when it does not know its kind either. */
export type RenewEvent = (at: Reading, row: ReplayRow) => Promise<NewEvent | null>;

/** Reads events of unknown kinds anew; the delivery read last is kept, since its events follow each other. */
export function createRenewal(): RenewEvent {
  let last: { readonly delivery: DeliveryBody; readonly events: ReadonlyMap<string, NewEvent> } | undefined;
  return async function renewEvent(at, row) {
    if (last?.delivery.id !== row.deliveryId) {
      const [delivery] = await selectBodies(at, [row.deliveryId]);
      if (!delivery) return null;
      const events = listItems(parseBody(delivery.body)).map((item) => toNewEvent(at.dialect, delivery, item));
      last = { delivery, events: new Map(events.map((event) => [event.path, event])) };
    }
    const event = last.events.get(row.path);
    return event && event.kind !== 'unknown' ? event : null;
  };
}
