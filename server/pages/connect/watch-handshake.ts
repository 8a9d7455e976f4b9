import { setTimeout as sleep } from 'node:timers/promises';
import type { Ctx } from '../../base/ctx.ts';

/** Signals that somebody showed another verify token than ours at the callback URL; the subject is the app, if it is known. */
const HANDSHAKE_REFUSED = 'pages.handshake_refused';
/** Signals that the platform was asked for a handshake, and somebody wants to know how it goes; the subject is the app. */
const HANDSHAKE_WATCHED = 'pages.handshake_watched';

/** The platform shakes hands while it is asked to; after that nobody watches any more. */
const WATCHED_MS = 60_000;
const ALL_KNOW_MS = 300;

/** Whether handshakes are refused at this server, in any of its processes. */
export interface HandshakeWatch {
  wasRefused(): boolean;
  stop(): void;
}

/** Watches from now on, when all processes know of it. A signal may be lost: that none came proves nothing. */
export async function watchHandshake(ctx: Ctx, appId: string): Promise<HandshakeWatch> {
  let refused = false;
  const stop = ctx.signals.on(HANDSHAKE_REFUSED, (subject) => {
    if (subject === '' || subject === appId) refused = true;
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  const stopListening = ctx.signals.on(HANDSHAKE_WATCHED, (subject) => void (subject === appId && resolve()));
  ctx.signals.send(HANDSHAKE_WATCHED, appId);
  await Promise.race([promise, sleep(ALL_KNOW_MS, undefined, { ref: false })]);
  stopListening();
  return { wasRefused: () => refused, stop };
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
