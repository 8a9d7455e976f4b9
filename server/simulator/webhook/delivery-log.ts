import type { Clock } from '../../base/clock.ts';
import type { Random } from '../../base/random.ts';
import type { MessagingEvent } from './messaging-event.ts';
import type { Attempt } from './post-payload.ts';
import { serialisePayload } from './serialise-payload.ts';

/** One POST of the platform, with everything that was tried. `body` holds the exact bytes. */
export interface Delivery {
  readonly id: string;
  readonly pageId: string;
  readonly createdAt: string;
  readonly body: string;
  status: 'pending' | 'delivered' | 'dropped' | 'failed';
  reason: string | null;
  readonly attempts: Attempt[];
}

/** The latest deliveries, oldest first. */
export interface DeliveryLog {
  /** Serialises the events, once and for all attempts, and begins a record. */
  begin(pageId: string, events: readonly MessagingEvent[]): Delivery;
  addAttempt(delivery: Delivery, attempt: Attempt): void;
  settle(delivery: Delivery, status: 'delivered' | 'dropped' | 'failed', reason: string | null): void;
  list(): readonly Delivery[];
  clear(): void;
}

const KEPT = 1000;

/** An empty log. */
export function createDeliveryLog(clock: Clock, random: Random, onChange: () => void): DeliveryLog {
  const deliveries: Delivery[] = [];
  return {
    begin: (pageId, events) => {
      const now = clock.now();
      const entry = { id: pageId, time: now.getTime(), messaging: events };
      const body = serialisePayload({ object: 'page', entry: [entry] });
      const head = { id: random.id('whd'), pageId, createdAt: now.toISOString(), body };
      const delivery: Delivery = { ...head, status: 'pending', reason: null, attempts: [] };
      deliveries.push(delivery);
      if (deliveries.length > KEPT) deliveries.shift();
      onChange();
      return delivery;
    },
    addAttempt: (delivery, attempt) => {
      delivery.attempts.push(attempt);
      onChange();
    },
    settle: (delivery, status, reason) => {
      delivery.status = status;
      delivery.reason = reason;
      onChange();
    },
    list: () => deliveries,
    clear: () => {
      deliveries.length = 0;
    },
  };
}
