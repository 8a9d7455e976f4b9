import type { Random } from '../../base/random.ts';
import type { SteerableRandom } from '../state/steerable-random.ts';
import { awaitAcceptance } from './await-acceptance.ts';
import { createCollector } from './collector.ts';
import { composePayload } from './compose-payload.ts';
import type { DeliveryRun, WebhookTarget } from './deliver.ts';
import { createDeliveryLog, type Delivery } from './delivery-log.ts';
import { createDeliveryRunner } from './delivery-runner.ts';
import { extraUpdates } from './extra-updates.ts';
import { changeFaults, type FaultChange, type Faults, NO_FAULTS } from './faults.ts';
import { createGate } from './gate.ts';
import { type Alert, appAtPage, createPageHealth } from './page-health.ts';
import { type DeliveryPlan, planDelivery } from './plan-delivery.ts';
import { retryDelay } from './retry-delay.ts';
import { serialisePayload } from './serialise-payload.ts';
import type { Update } from './update.ts';
import { createUpdateGatherer, type UpdateGatherer } from './update-gatherer.ts';
import type { WaitingClock } from './wait-until.ts';

/** Sends signed webhooks and tries again until they are accepted. */
export interface WebhookSender {
  /** Sends these updates of one app and object in one POST, perhaps with others; returns at once. */
  send(updates: readonly Update[]): Delivery;
  /** Whether the server accepts this delivery at once: the first attempts are waited for, not the ones spaced out later. */
  accepted(delivery: Delivery): Promise<boolean>;
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
  /** Where the webhooks of an app go, asked before every attempt; null when there is no such app any more. */
  readonly target: (appId: string) => WebhookTarget | null;
  readonly clock: WaitingClock;
  readonly random: Random & Partial<SteerableRandom>;
  readonly retryDelay?: typeof retryDelay | undefined;
  readonly onChange?: (() => void) | undefined;
  /** An app was cut off from a Page after an hour of failures. */
  readonly onDisable?: ((appId: string, pageId: string) => void) | undefined;
}

/** A sender that has nothing to send yet. */
export function createWebhookSender(options: WebhookSenderOptions): WebhookSender {
  const closing = new AbortController();
  const watchers = new Set<() => void>();
  const onChange = (): void => {
    options.onChange?.();
    for (const watcher of watchers) watcher();
  };
  const run = createRun({ ...options, onChange }, closing.signal);
  const stages = createStages(options, run);
  return {
    send: stages.send,
    accepted: (delivery) => awaitAcceptance(delivery, watchers),
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
  // What was planned before an app was cut off is lost for good, also when it is subscribed again.
  const cutOff = new Map<string, number>();
  let newest = 0;
  return {
    target: options.target,
    clock: options.clock,
    retryDelay: options.retryDelay ?? retryDelay,
    log: createDeliveryLog(options.clock, options.random.branch?.('log') ?? options.random, () => options.onChange?.()),
    gate: createGate(),
    health: createPageHealth(options.clock, (appId, pageId) => options.onDisable?.(appId, pageId)),
    nextNumber: () => ++newest,
    isCutOff: ({ delivery, number }) =>
      delivery.updates.some(({ appId, pageId }) => number <= (cutOff.get(appAtPage(appId, pageId)) ?? 0)),
    cutOff: (appId, pageId) => void cutOff.set(appAtPage(appId, pageId), newest),
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
  const gatherers = new Map<string, UpdateGatherer>();
  const gathererOf = (appId: string): UpdateGatherer => {
    const known = gatherers.get(appId) ?? createUpdateGatherer(run.log.begin, close);
    gatherers.set(appId, known);
    return known;
  };
  const close = (delivery: Delivery): void => {
    const planned = plan(delivery, faults);
    reordering.add(planned, faults.reorder, faults.holdMs);
    for (const { what, update } of extraUpdates(planned.faults, delivery.updates[0], clock.now())) {
      const extra = run.log.begin([update]);
      extra.faults.push(what);
      runner.release([plan(extra, NO_FAULTS)]);
    }
  };
  const flush = (): void => {
    for (const gathering of gatherers.values()) gathering.flush();
    reordering.flush();
  };
  return {
    send: (updates) => gathererOf(updates[0]?.appId ?? '').add(updates, faults),
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
      for (const gathering of gatherers.values()) gathering.clear();
      reordering.clear();
      faults = NO_FAULTS;
      random.seed?.(null);
    },
  };
}
