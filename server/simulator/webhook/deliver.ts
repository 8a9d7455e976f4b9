import type { Delivery, DeliveryLog } from './delivery-log.ts';
import type { Gate } from './gate.ts';
import type { PageHealth } from './page-health.ts';
import type { DeliveryPlan } from './plan-delivery.ts';
import { type Attempt, postPayload } from './post-payload.ts';
import type { retryDelay } from './retry-delay.ts';
import { signedBytes, spoiledBytes } from './sign-attempt.ts';
import { type WaitingClock, waitUntil } from './wait-until.ts';

/** Where the webhooks of an app go, and the secret that signs them. */
export interface WebhookTarget {
  readonly url: string;
  readonly secret: string;
}

/** What all deliveries of a sender share. */
export interface DeliveryRun {
  /** null: there is no such app any more. */
  target(appId: string): WebhookTarget | null;
  readonly clock: WaitingClock;
  readonly retryDelay: typeof retryDelay;
  readonly log: DeliveryLog;
  readonly gate: Gate;
  readonly health: PageHealth;
  /** Deliveries are numbered in the order in which they were planned. */
  nextNumber(): number;
  /** True when the app was cut off from the Page after this delivery was planned. */
  isCutOff(plan: DeliveryPlan): boolean;
  cutOff(appId: string, pageId: string): void;
  readonly signal: AbortSignal;
}

/**
 * Sends a delivery until it is accepted, given up or cut off. Never throws: only closing the simulator ends it early, and
 * then nobody waits for it. `tried` is called after the first attempt.
 */
export async function deliver(run: DeliveryRun, plan: DeliveryPlan, tried: () => void): Promise<void> {
  const { delivery, faults } = plan;
  if (faults.drop) return run.log.settle(delivery, 'dropped', 'The fault "drop" is on.');
  try {
    await pause(run, plan.delayMs);
    const failure = await attemptUntilAccepted(run, plan, tried);
    if (failure !== null) return run.log.settle(delivery, 'failed', failure);
    await sendAgain(run, plan);
    run.log.settle(delivery, 'delivered', null);
  } catch {
    run.log.settle(delivery, 'failed', 'The simulator was closed.');
  } finally {
    tried();
  }
}

/** Why it was given up, or null when it was accepted. */
async function attemptUntilAccepted(run: DeliveryRun, plan: DeliveryPlan, tried: () => void): Promise<string | null> {
  for (let retry = 1; !(await attempt(run, plan)); retry++) {
    tried();
    if (run.isCutOff(plan)) return 'The app was unsubscribed from the Page after an hour of failures.';
    if (!run.target(plan.delivery.appId)) return 'The app is gone.';
    const ms = run.retryDelay(retry, plan.random, plan.faults.retrySchedule);
    if (ms === null) return 'The server accepted none of the attempts.';
    await pause(run, ms);
  }
  return null;
}

async function sendAgain(run: DeliveryRun, plan: DeliveryPlan): Promise<void> {
  for (let copy = 1; copy <= plan.faults.duplicates; copy++) {
    await pause(run, plan.faults.duplicateDelayMs);
    await attempt(run, plan, 'The same bytes were sent again after they had been accepted.');
  }
}

async function attempt(run: DeliveryRun, plan: DeliveryPlan, why: string | null = null): Promise<boolean> {
  await run.gate.passed();
  run.signal.throwIfAborted();
  const { delivery } = plan;
  const target = run.target(delivery.appId);
  if (!target || run.isCutOff(plan)) return false;
  const result = await post(run, plan, target, why);
  run.log.addAttempt(delivery, result);
  for (const pageId of pageIdsOf(delivery)) {
    if (result.status === 200) run.health.succeeded(delivery.appId, pageId);
    else if (run.health.failed(delivery.appId, pageId)) run.cutOff(delivery.appId, pageId);
  }
  return result.status === 200;
}

async function post(
  run: DeliveryRun,
  plan: DeliveryPlan,
  { url, secret }: WebhookTarget,
  why: string | null,
): Promise<Attempt> {
  const { faults, delivery } = plan;
  const count = delivery.attempts.length;
  const canSpoil = faults.signature !== 'right' || faults.truncate !== 'off';
  const isSpoiled = canSpoil && count < faults.badAttempts;
  const bytes = isSpoiled
    ? spoiledBytes(secret, delivery.body, faults, plan.cutAt)
    : signedBytes(secret, delivery.body);
  const target = { url, clock: run.clock, timeoutMs: faults.timeoutMs };
  const result = await postPayload(target, bytes, run.signal);
  if (isSpoiled) return { ...result, fault: `Signature: ${faults.signature}; truncated: ${faults.truncate}.` };
  if (result.status !== 200 || count >= faults.lostAnswers) return { ...result, fault: why };
  const fault = 'The server answered 200, and the answer did not arrive.';
  return { at: result.at, status: null, error: `No answer within ${faults.timeoutMs / 1000} seconds.`, fault };
}

function pageIdsOf(delivery: Delivery): string[] {
  return [...new Set(delivery.updates.map((update) => update.pageId))];
}

async function pause(run: DeliveryRun, ms: number): Promise<void> {
  if (ms > 0) await waitUntil(run.clock, run.clock.now().getTime() + ms, run.signal);
}
