import type { Tx } from '../base/storage/index.ts';
import { dedupeKey } from './dedupe-key.ts';
import type { WebhookItem } from './list-items.ts';
import { normaliseEvent } from './normalise-event.ts';
import { partitionOf } from './partition-of.ts';
import type { DeliveryBody, NewEvent } from './store.ts';

/** What is stored of an item of a delivery: who it is about, and how it is recognised when it comes again. */
export function toNewEvent(dialect: Tx['dialect'], delivery: DeliveryBody, item: WebhookItem): NewEvent {
  const { id: deliveryId, appId, receivedAt } = delivery;
  const event = normaliseEvent(item, receivedAt);
  const { kind, pageId, psid, occurredAt } = event;
  const partition = partitionOf(dialect, pageId, psid ?? event.userRef);
  const key = dedupeKey(item, event);
  return { deliveryId, appId, path: item.path, dedupeKey: key, partition, kind, pageId, psid, occurredAt, receivedAt };
}
