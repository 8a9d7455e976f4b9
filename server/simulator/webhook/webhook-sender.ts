import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../base/clock.ts';
import type { Random } from '../../base/random.ts';
import { createDeliveryLog, type Delivery, type DeliveryLog } from './delivery-log.ts';
import { changeFaults, type FaultChange, type Faults, NO_FAULTS } from './faults.ts';
import { createGate, type Gate } from './gate.ts';
import type { MessagingEvent } from './messaging-event.ts';
import { postPayload } from './post-payload.ts';
import { retryDelay } from './retry-delay.ts';

/** Sends signed webhooks and tries again until they are accepted. */
export interface WebhookSender {
  /** Sends these events in one POST; returns at once. */
  send(pageId: string, events: readonly MessagingEvent[]): Delivery;
  /** Keeps a record of events that are not sent, and why. */
  skip(pageId: string, events: readonly MessagingEvent[], reason: string): Delivery;
  /** The latest thousand deliveries, oldest first. */
  deliveries(): readonly Delivery[];
  faults(): Faults;
  setFaults(change: FaultChange): void;
  readonly paused: boolean;
  /** Holds everything back, retries included, until `resume`. */
  pause(): void;
  resume(): void;
  /** Resolves when nothing is pending any more. */
  settled(): Promise<void>;
  /** Forgets the log and every fault, and lets webhooks pass. */
  reset(): void;
  /** Ends every attempt and wait. */
  close(): void;
}

/** What the sender needs from outside. `retryDelay` replaces the platform's schedule. */
export interface WebhookSenderOptions {
  readonly url: string;
  readonly secret: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly retryDelay?: typeof retryDelay | undefined;
  readonly onChange?: (() => void) | undefined;
}

interface Run {
  readonly options: WebhookSenderOptions;
  readonly log: DeliveryLog;
  readonly gate: Gate;
  readonly signal: AbortSignal;
}

/** A sender that has nothing to send yet. */
export function createWebhookSender(options: WebhookSenderOptions): WebhookSender {
  const log = createDeliveryLog(options.clock, options.random, () => options.onChange?.());
  const gate = createGate();
  const closing = new AbortController();
  const running = new Set<Promise<void>>();
  const run: Run = { options, log, gate, signal: closing.signal };
  let faults: Faults = NO_FAULTS;
  return {
    send: (pageId, events) => {
      const delivery = log.begin(pageId, events);
      const done = deliver(run, delivery, faults).finally(() => running.delete(done));
      running.add(done);
      return delivery;
    },
    skip: (pageId, events, reason) => {
      const delivery = log.begin(pageId, events);
      log.settle(delivery, 'dropped', reason);
      return delivery;
    },
    deliveries: log.list,
    faults: () => faults,
    setFaults: (change) => {
      faults = changeFaults(faults, change);
    },
    get paused() {
      return gate.isClosed;
    },
    pause: gate.close,
    resume: gate.open,
    settled: async () => {
      while (running.size > 0) await Promise.all(running);
    },
    reset: () => {
      log.clear();
      faults = NO_FAULTS;
      gate.open();
    },
    close: () => {
      closing.abort();
      gate.open();
    },
  };
}

/** Never throws: only closing the simulator ends a delivery early, and then nobody waits for it. */
async function deliver(run: Run, delivery: Delivery, faults: Faults): Promise<void> {
  if (faults.drop) return run.log.settle(delivery, 'dropped', 'The fault "drop" is on.');
  try {
    await wait(run, faults.delayMs);
    if (!(await attemptUntilAccepted(run, delivery))) {
      return run.log.settle(delivery, 'failed', 'The server accepted none of the attempts.');
    }
    for (let copy = 0; copy < faults.duplicates; copy++) await attempt(run, delivery);
    run.log.settle(delivery, 'delivered', null);
  } catch {
    run.log.settle(delivery, 'failed', 'The simulator was closed.');
  }
}

async function attemptUntilAccepted(run: Run, delivery: Delivery): Promise<boolean> {
  const delay = run.options.retryDelay ?? retryDelay;
  for (let retry = 1; !(await attempt(run, delivery)); retry++) {
    const ms = delay(retry, run.options.random);
    if (ms === null) return false;
    await wait(run, ms);
  }
  return true;
}

async function attempt(run: Run, delivery: Delivery): Promise<boolean> {
  await run.gate.passed();
  run.signal.throwIfAborted();
  const result = await postPayload(run.options, delivery.body, run.signal);
  run.log.addAttempt(delivery, result);
  return result.status === 200;
}

async function wait(run: Run, ms: number): Promise<void> {
  if (ms > 0) await sleep(ms, undefined, { signal: run.signal, ref: false });
}
