import { DAY, later, MINUTE } from '../../base/clock.ts';
import type { Ctx } from '../../base/ctx.ts';
import { createWaker } from '../../base/queue/waker.ts';
import { PAGE_CONNECTED } from '../put-page.ts';
import { createAppLooks } from './app-looks.ts';
import { claimCheck, countDue, insertHealth, selectDue, selectForgotten, updateHealthRow } from './health-store.ts';
import type { ReadRhythm } from './learn-rhythm.ts';
import { spread } from './spread.ts';
import { type WatchIntervals, watchPage } from './watch-page.ts';

const LOOK_MS = 1000;
const AT_ONCE = 8;
/** How long a check may take before another process may begin it anew. */
const CLAIM_MS = 5 * MINUTE;
/** After a pause all Pages are due: they are caught up with over so many looks, not all at once. */
const CATCH_UP_LOOKS = 300;
const FEWEST_PER_LOOK = 2;
const ADOPT_EVERY_LOOKS = 30;
const ADOPTED_AT_ONCE = 500;
/** Nobody appoints a check later than a day ahead, or a hold of the platform's and a while. */
const LATEST_MS = 3 * DAY;

/** What looks after the Pages in this process. */
export interface Watchdog {
  /** Begins no further check; resolves when those under way are over. */
  stop(): Promise<void>;
}

/** How it watches, and what it is lent. */
export interface WatchdogOptions {
  readonly intervals: WatchIntervals;
  readonly readRhythm: ReadRhythm;
  /** How often to look for due checks, in ms; every second when left out. */
  readonly lookMs?: number;
}

/**
 * Starts to look after all connected Pages, each at its own time. Any number of processes may do so: a check belongs to
 * whoever moved its appointment, and one that is not finished is begun anew by somebody after five minutes.
 */
export function startWatchdog(ctx: Ctx, { intervals, readRhythm, lookMs = LOOK_MS }: WatchdogOptions): Watchdog {
  const running = new Set<Promise<void>>();
  const parts = { intervals, readRhythm, looks: createAppLooks(ctx) };
  let looks = 0;
  const begin = (pageId: string): void => {
    const check = watchPage(ctx, pageId, parts)
      .catch((err: unknown) => ctx.log.error({ err, pageId }, 'a Page could not be checked and is tried again soon'))
      .finally(() => running.delete(check));
    running.add(check);
  };
  const waker = createWaker({
    wants: () => true,
    async look() {
      if (looks++ % ADOPT_EVERY_LOOKS === 0) await adopt(ctx, intervals.troubledMs);
      for (const pageId of await claimDue(ctx, AT_ONCE - running.size)) begin(pageId);
      return lookMs;
    },
    onError: (err) => ctx.log.error({ err }, 'looking for due checks of Pages failed'),
  });
  waker.wake();
  const stopListening = ctx.signals.on(PAGE_CONNECTED, () => {
    looks = 0;
    waker.wake();
  });
  return {
    async stop() {
      stopListening();
      await waker.stop();
      await Promise.all(running);
    },
  };
}

/** Takes up Pages that nobody looks after yet; their first checks are spread over the time until then. */
async function adopt(ctx: Ctx, withinMs: number): Promise<void> {
  const now = ctx.clock.now();
  const forgotten = await ctx.storage.read((at) => selectForgotten(at, later(now, LATEST_MS), ADOPTED_AT_ONCE));
  if (forgotten.length === 0) return;
  await ctx.storage.write(async (tx) => {
    for (const { id, isNew } of forgotten) {
      const nextCheckAt = later(now, withinMs * spread(id));
      await (isNew ? insertHealth(tx, id, nextCheckAt) : updateHealthRow(tx, id, { nextCheckAt }));
    }
  });
}

async function claimDue(ctx: Ctx, free: number): Promise<string[]> {
  if (free <= 0) return [];
  const now = ctx.clock.now();
  const waiting = await ctx.storage.read((at) => countDue(at, now));
  if (waiting === 0) return [];
  const most = Math.min(free, Math.max(FEWEST_PER_LOOK, Math.ceil(waiting / CATCH_UP_LOOKS)));
  const due = await ctx.storage.read((at) => selectDue(at, now, most));
  return await ctx.storage.write(async (tx) => {
    const claimed: string[] = [];
    for (const each of due) {
      if (await claimCheck(tx, each, later(now, CLAIM_MS))) claimed.push(each.pageId);
    }
    return claimed;
  });
}
