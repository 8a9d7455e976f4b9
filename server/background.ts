import { createAppFinder } from './apps/index.ts';
import { purgeUnmatchedRefs } from './arrivals/index.ts';
import { HOUR } from './base/clock.ts';
import type { Ctx } from './base/ctx.ts';
import { applyParked, createInbox, type Inbox, purgeInbox, readRhythm } from './inbox/index.ts';
import {
  handleLinkingEvent,
  handleLoginEvent,
  purgeAttempts,
  purgeLinkCodes,
  purgeLoginPrompts,
  purgeLogins,
  startExpiring,
  workOnLinking,
  workOnLogins,
} from './linking/index.ts';
import { handleMessageEvent, purgeMessages, workOnMessages } from './messaging/index.ts';
import {
  createHandshakeTeller,
  createPageEventHandler,
  forgetUserTokens,
  isConnectedPage,
  PAGE_CONNECTED,
  startWatchdog,
  watchGauges,
  type WatchIntervals,
  workOnPages,
} from './pages/index.ts';
import { purgeRefs } from './refs/index.ts';
import { purgeUsedTokens } from './sites/index.ts';
import { handleThreadEvent } from './threads/index.ts';

const GRACE_MS = 10_000;

/** What goes on in a process beside requests. */
export interface Background {
  readonly inbox: Inbox;
  /** Begins the jobs and the housekeeping. Jobs make the platform call us: begin to listen before. */
  start(): Promise<void>;
  /** Takes no further job and finishes what runs, which may still need our listener; what is stored meanwhile stays. */
  finish(): Promise<void>;
  /** Ends the rest. */
  stop(): Promise<void>;
}

/**
 * Prepares the inbox, the jobs and the housekeeping.
 * @param isWorking false: deliveries are stored here and everything else is left to other processes
 * @param watch how often Pages are looked at; null: not at all
 */
export function prepareBackground(ctx: Ctx, isWorking: boolean, watch: WatchIntervals | null): Background {
  const inbox = createInbox({
    ctx,
    findApps: createAppFinder(ctx),
    isConnectedPage: (pageId) => isConnectedPage(ctx, pageId),
    handlers: [handleThreadEvent, handleLoginEvent, handleLinkingEvent, handleMessageEvent, createPageEventHandler()],
    onHandshakeRefused: createHandshakeTeller(ctx),
    appendOnly: !isWorking,
  });
  watchGauges(ctx);
  const stopping: (() => Promise<void>)[] = [];
  return {
    inbox,
    async start() {
      if (!isWorking) return;
      workOnLinking(ctx);
      workOnLogins(ctx);
      workOnMessages(ctx);
      workOnPages(ctx);
      await ctx.queue.start();
      inbox.start();
      stopping.push(inbox.stop, startChores(ctx), startExpiring(ctx));
      const lent = { readRhythm: (pageId: string, since: Date) => readRhythm(ctx, pageId, since) };
      if (watch) stopping.push(startWatchdog(ctx, { intervals: watch, ...lent }).stop);
    },
    async finish() {
      for (const stop of stopping.splice(0).toReversed()) await stop();
      await ctx.queue.finish(GRACE_MS);
    },
    stop: async () => await ctx.queue.stop(GRACE_MS),
  };
}

function startChores(ctx: Ctx): () => Promise<void> {
  const onError = (err: unknown): void => ctx.log.error({ err }, 'background work failed and will be tried again');
  const stopListening = ctx.signals.on(PAGE_CONNECTED, (pageId) => void applyParked(ctx, pageId).catch(onError));
  const stopping = new AbortController();
  let purging: Promise<void> | undefined;
  const purge = (): void => {
    purging ??= purgeAll(ctx, stopping.signal)
      .catch(onError)
      .finally(() => (purging = undefined));
  };
  const timer = setInterval(purge, HOUR);
  purge();
  return async () => {
    stopping.abort();
    clearInterval(timer);
    stopListening();
    await purging;
  };
}

async function purgeAll(ctx: Ctx, signal: AbortSignal): Promise<void> {
  await purgeUsedTokens(ctx);
  await forgetUserTokens(ctx);
  await purgeRefs(ctx);
  await purgeLogins(ctx);
  await purgeLinkCodes(ctx);
  await purgeLoginPrompts(ctx);
  await purgeAttempts(ctx);
  await purgeMessages(ctx);
  await purgeUnmatchedRefs(ctx);
  await purgeInbox(ctx, signal);
}
