import type { MessengerEvent } from '../../shared/messenger/messenger-event.ts';
import { Bug } from '../base/errors.ts';
import type { Reading } from '../base/storage/index.ts';
import { listItems, type WebhookItem } from './list-items.ts';
import { normaliseEvent } from './normalise-event.ts';
import { parseBody } from '../base/parse-body.ts';
import { type DeliveryBody, type PendingEvent, selectBodies } from './store.ts';

/** A stored event with what is needed to apply it. */
export interface LoadedEvent {
  readonly row: PendingEvent;
  readonly receivedAt: Date;
  /** Reads the event out of its delivery's bytes. */
  readonly load: () => MessengerEvent;
}

/** Finds the bytes the events came in; each delivery is parsed once. The order stays. */
export async function loadEvents(at: Reading, rows: readonly PendingEvent[]): Promise<LoadedEvent[]> {
  const ids = [...new Set(rows.map((row) => row.deliveryId))];
  const deliveries = new Map((await selectBodies(at, ids)).map((delivery) => [delivery.id, delivery]));
  const items = new Map<number, Map<string, WebhookItem>>();
  const wanted = Map.groupBy(rows, (row) => row.deliveryId);
  return rows.map((row) => {
    const delivery = deliveries.get(row.deliveryId);
    const load = (): MessengerEvent => {
      if (!delivery) throw new Bug('The delivery of a pending event is gone.');
      const known = items.get(delivery.id) ?? byPath(delivery, wanted.get(delivery.id) ?? []);
      items.set(delivery.id, known);
      return toMessengerEvent(row, delivery, known.get(row.path));
    };
    return { row, receivedAt: delivery?.receivedAt ?? new Date(0), load };
  });
}

function byPath({ body }: DeliveryBody, rows: readonly PendingEvent[]): Map<string, WebhookItem> {
  const wanted = new Set(rows.map((row) => row.path));
  return new Map(listItems(parseBody(body), wanted).map((item) => [item.path, item]));
}

function toMessengerEvent(row: PendingEvent, delivery: DeliveryBody, item: WebhookItem | undefined): MessengerEvent {
  if (!item) throw new Bug('A pending event is not in its delivery.');
  const event = normaliseEvent(item, delivery.receivedAt);
  return { ...event, id: `evt_${row.id}`, appId: delivery.appId, raw: item.raw };
}
