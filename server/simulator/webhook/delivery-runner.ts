import { shuffled } from '../state/draw.ts';
import { deliver, type DeliveryRun } from './deliver.ts';
import type { DeliveryPlan } from './plan-delivery.ts';

/** Sends planned deliveries side by side. */
export interface DeliveryRunner {
  /** Sends these; several are a group whose order is left to chance. */
  release(plans: readonly DeliveryPlan[]): void;
  /** Resolves when nothing is pending any more. */
  settled(): Promise<void>;
}

/** A runner that has nothing to do yet. */
export function createDeliveryRunner(run: DeliveryRun): DeliveryRunner {
  const running = new Set<Promise<void>>();
  const track = (work: Promise<void>): void => {
    const done = work.finally(() => running.delete(done));
    running.add(done);
  };
  const start = (plan: DeliveryPlan): Promise<void> => {
    const tried = Promise.withResolvers<void>();
    track(deliver(run, plan, tried.resolve));
    return tried.promise;
  };
  return {
    release: (plans) => {
      const [first] = plans;
      if (!first) return;
      if (plans.length === 1) void start(first);
      else track(startInTurn(shuffled(first.random, plans), start));
    },
    settled: async () => {
      while (running.size > 0) await Promise.all(running);
    },
  };
}

/** The next one begins when the one before was tried once, so that the server meets them in this order. */
async function startInTurn(
  plans: readonly DeliveryPlan[],
  start: (plan: DeliveryPlan) => Promise<void>,
): Promise<void> {
  for (const [index, plan] of plans.entries()) {
    plan.delivery.faults.push(`It was sent as number ${index + 1} of ${plans.length} that changed places.`);
    await start(plan);
  }
}
