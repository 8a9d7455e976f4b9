import type { Clock } from '../../base/clock.ts';
import type { Random } from '../../base/random.ts';
import type { Attempt } from './post-payload.ts';
import type { Update } from './update.ts';

/** One POST of the platform, with everything that was tried. `body` holds the exact bytes, once they are settled. */
export interface Delivery {
  readonly id: string;
  /** Whose callback it goes to. */
  readonly appId: string;
  /** The Page of its first update. */
  readonly pageId: string;
  readonly createdAt: string;
  readonly updates: Update[];
  body: string;
  /** What the faults did to it, a sentence each. */
  readonly faults: string[];
  status: 'pending' | 'delivered' | 'dropped' | 'failed';
  reason: string | null;
  readonly attempts: Attempt[];
}

/** The latest deliveries, oldest first. */
export interface DeliveryLog {
  begin(updates: readonly Update[]): Delivery;
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
    begin: (updates) => {
      const { appId = '', pageId = '' } = updates[0] ?? {};
      const head = { id: random.id('whd'), appId, pageId, createdAt: clock.now().toISOString(), updates: [...updates] };
      const delivery: Delivery = { ...head, body: '', faults: [], status: 'pending', reason: null, attempts: [] };
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
