import type { Ctx } from '../base/ctx.ts';
import { countPending, selectOldestWaiting } from './gauge-store.ts';
import {
  APPLIED,
  DEAD,
  DEAD_DELIVERIES,
  DUPLICATES,
  EVENTS,
  FAILED,
  OLDEST_PENDING,
  PENDING,
  QUEUE_DEAD,
  QUEUE_DEPTH,
  RECEIVED,
  UNREADABLE,
} from './meters.ts';

const MOST = 100_000;
const COUNTERS = [RECEIVED, UNREADABLE, DEAD_DELIVERIES, EVENTS, DUPLICATES, APPLIED, FAILED, DEAD];

/** Begins to show the inbox among the metrics: counters from zero on, gauges read from the database when asked for. */
export function watchInbox(ctx: Ctx): void {
  const { metrics, storage, queue, clock } = ctx;
  for (const counter of COUNTERS) metrics.add(counter, [], 0);
  metrics.watch(QUEUE_DEPTH, async () => (await queue.depth()).waiting);
  metrics.watch(QUEUE_DEAD, async () => (await queue.depth()).dead);
  metrics.watch(PENDING, () => storage.read((at) => countPending(at, MOST)));
  metrics.watch(OLDEST_PENDING, async () => {
    const oldest = await storage.read(selectOldestWaiting);
    return oldest ? Math.max(0, clock.now().getTime() - oldest.getTime()) / 1000 : 0;
  });
}
