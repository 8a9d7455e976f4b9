import type { Random } from '../../base/random.ts';
import type { SteerableRandom } from '../state/steerable-random.ts';
import { createCollector } from './collector.ts';
import { composePayload } from './compose-payload.ts';
import type { DeliveryRun } from './deliver.ts';
import { createDeliveryLog, type Delivery } from './delivery-log.ts';
import { createDeliveryRunner } from './delivery-runner.ts';
import { extraUpdates } from './extra-updates.ts';
import { changeFaults, type FaultChange, type Faults, NO_FAULTS } from './faults.ts';
import { createGate } from './gate.ts';
import { type Alert, createPageHealth } from './page-health.ts';
import { type DeliveryPlan, planDelivery } from './plan-delivery.ts';
import { retryDelay } from './retry-delay.ts';
import { serialisePayload } from './serialise-payload.ts';
import type { Update } from './update.ts';
import { createUpdateGatherer } from './update-gatherer.ts';
import type { WaitingClock } from './wait-until.ts';

/** Sends signed webhooks and tries again until they are accepted. */
export interface WebhookSender {
  /** Sends these updates of one object in one POST, perhaps with others; returns at once. */
  send(updates: readonly Update[]): Delivery;
  /** Keeps a record of updates that are not sent, and why. */
  skip(updates: readonly Update[], reason: string): Delivery;
  /** The latest thousand deliveries, oldest first. */
  deliveries(): readonly Delivery[];
  /** What the developer's account would show. */
  alerts(): readonly Alert[];
  faults(): Faults;
  setFaults(change: FaultChange): void;
  readonly paused: boolean;
  /** Holds everything back, retries included, until `resume`. */
  pause(): void;
  resume(): void;
  /** Sends what is being gathered. */
  flush(): void;
  /** Resolves when nothing is pending any more. */
  settled(): Promise<void>;
  /** Forgets the log, the alerts and every fault, and lets webhooks pass. */
  reset(): void;
  /** Ends every attempt and wait. */
  close(): void;
}

/** What the sender needs from outside. `retryDelay` replaces the platform's schedule. */
export interface WebhookSenderOptions {
  /** Where webhooks go; asked before every attempt when it is a function. */
  readonly url: string | (() => string);
  readonly secret: string;
  readonly clock: WaitingClock;
  readonly random: Random & Partial<SteerableRandom>;
  readonly retryDelay?: typeof retryDelay | undefined;
  readonly onChange?: (() => void) | undefined;
  /** A Page was cut off after an hour of failures. */
  readonly onDisable?: ((pageId: string) => void) | undefined;
}

/** A sender that has nothing to send yet. */
export function createWebhookSender(options: WebhookSenderOptions): WebhookSender {
  const closing = new AbortController();
  const run = createRun(options, closing.signal);
  const stages = createStages(options, run);
  return {
    send: stages.send,
    skip: (updates, reason) => {
      const delivery = run.log.begin(updates);
      delivery.body = serialisePayload(composePayload(updates, options.clock.now()));
      run.log.settle(delivery, 'dropped', reason);
      return delivery;
    },
    deliveries: run.log.list,
    alerts: run.health.alerts,
    faults: stages.faults,
    setFaults: stages.setFaults,
    get paused() {
      return run.gate.isClosed;
    },
    pause: run.gate.close,
    resume: run.gate.open,
    flush: stages.flush,
    settled: stages.settled,
    reset: () => {
      stages.clear();
      run.log.clear();
      run.health.reset();
      run.gate.open();
    },
    close: () => {
      stages.clear();
      closing.abort();
      run.gate.open();
    },
  };
}

function createRun(options: WebhookSenderOptions, signal: AbortSignal): DeliveryRun {
  // What was planned before a Page was cut off is lost for good, also when the Page is subscribed again.
  const cutOff = new Map<string, number>();
  let newest = 0;
  return {
    url: () => (typeof options.url === 'string' ? options.url : options.url()),
    secret: options.secret,
    clock: options.clock,
    retryDelay: options.retryDelay ?? retryDelay,
    log: createDeliveryLog(options.clock, options.random.branch?.('log') ?? options.random, () => options.onChange?.()),
    gate: createGate(),
    health: createPageHealth(options.clock, (pageId) => options.onDisable?.(pageId)),
    nextNumber: () => ++newest,
    isCutOff: (plan) => plan.delivery.updates.some(({ pageId }) => plan.number <= (cutOff.get(pageId) ?? 0)),
    cutOff: (pageId) => void cutOff.set(pageId, newest),
    signal,
  };
}

/** What a delivery passes before it is sent: it gathers updates, takes its faults, and perhaps changes places. */
interface Stages extends Pick<WebhookSender, 'send' | 'faults' | 'setFaults' | 'flush' | 'settled'> {
  clear(): void;
}

function createStages({ random, clock }: WebhookSenderOptions, run: DeliveryRun): Stages {
  const runner = createDeliveryRunner(run);
  let faults = NO_FAULTS;
  let sinceSeed = 0;
  const plan = (delivery: Delivery, its: Faults): DeliveryPlan => {
    const chance = random.branch?.(`delivery ${++sinceSeed}`) ?? random;
    return planDelivery(delivery, { faults: its, random: chance, number: run.nextNumber(), now: clock.now() });
  };
  const reordering = createCollector<DeliveryPlan>(runner.release);
  const gathering = createUpdateGatherer(run.log.begin, (delivery) => {
    const planned = plan(delivery, faults);
    reordering.add(planned, faults.reorder, faults.holdMs);
    for (const { what, update } of extraUpdates(planned.faults, delivery.updates[0], clock.now())) {
      const extra = run.log.begin([update]);
      extra.faults.push(what);
      runner.release([plan(extra, NO_FAULTS)]);
    }
  });
  const flush = (): void => {
    gathering.flush();
    reordering.flush();
  };
  return {
    send: (updates) => gathering.add(updates, faults),
    faults: () => faults,
    setFaults: (change) => {
      flush();
      faults = changeFaults(faults, change);
      if (change.seed === undefined) return;
      random.seed?.(change.seed);
      sinceSeed = 0;
    },
    flush,
    settled: async () => {
      flush();
      await runner.settled();
    },
    clear: () => {
      gathering.clear();
      reordering.clear();
      faults = NO_FAULTS;
      random.seed?.(null);
    },
  };
}
