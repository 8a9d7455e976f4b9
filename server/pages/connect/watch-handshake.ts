import { setTimeout as sleep } from 'node:timers/promises';
import type { Ctx } from '../../base/ctx.ts';

/** Signals that somebody showed another verify token than ours at the callback URL; the subject is the app, if it is known. */
const HANDSHAKE_REFUSED = 'pages.handshake_refused';
/** Signals that the platform was asked for a handshake, and somebody wants to know how it goes; the subject is the app. */
const HANDSHAKE_WATCHED = 'pages.handshake_watched';

/** Comes back to whoever sent it, behind every signal that was on its way; the subject is theirs alone. */
const HANDSHAKE_ECHO = 'pages.handshake_echo';

/** The platform shakes hands while it is asked to; after that nobody watches any more. */
const WATCHED_MS = 60_000;
/** How long a signal of our own is waited for: it may be lost. */
const OWN_SIGNAL_MS = 2000;

/** Whether handshakes are refused at this server, in any of its processes. */
export interface HandshakeWatch {
  /** Waits for what had been signalled by now, and was not lost. */
  wasRefused(): Promise<boolean>;
  stop(): void;
}

/** Watches from now on, when all processes know of it. A signal may be lost: that none came proves nothing. */
export async function watchHandshake(ctx: Ctx, appId: string): Promise<HandshakeWatch> {
  let refused = false;
  const stop = ctx.signals.on(HANDSHAKE_REFUSED, (subject) => {
    if (subject === '' || subject === appId) refused = true;
  });
  await sendAndHear(ctx, HANDSHAKE_WATCHED, appId);
  return {
    async wasRefused() {
      if (!refused) await sendAndHear(ctx, HANDSHAKE_ECHO, ctx.random.token(128));
      return refused;
    },
    stop,
  };
}

/** Sends a signal and waits until it has come back, or is lost. */
async function sendAndHear(ctx: Ctx, topic: string, subject: string): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const stopListening = ctx.signals.on(topic, (heard) => void (heard === subject && resolve()));
  ctx.signals.send(topic, subject);
  await Promise.race([promise, sleep(OWN_SIGNAL_MS, undefined, { ref: false })]);
  stopListening();
}

/**
 * Makes what tells, in every process, that a handshake was refused: once for each time somebody watches and for nobody else,
 * since anybody may come with a wrong verify token as often as they like.
 */
export function createHandshakeTeller(ctx: Ctx): (appId: string | null) => void {
  let watchedUntil = 0;
  const told = new Set<string>();
  ctx.signals.on(HANDSHAKE_WATCHED, () => {
    watchedUntil = ctx.clock.now().getTime() + WATCHED_MS;
    told.clear();
  });
  return (appId) => {
    const subject = appId ?? '';
    if (ctx.clock.now().getTime() >= watchedUntil || told.has(subject)) return;
    told.add(subject);
    ctx.signals.send(HANDSHAKE_REFUSED, subject);
  };
}
