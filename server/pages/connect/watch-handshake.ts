import type { Ctx } from '../../base/ctx.ts';

/** Signals that somebody showed another verify token than ours at the callback URL; the subject is the app, if it is known. */
export const HANDSHAKE_REFUSED = 'pages.handshake_refused';

/** Whether handshakes are refused at this server, in any of its processes. */
export interface HandshakeWatch {
  wasRefused(): boolean;
  stop(): void;
}

/** Watches from now on. A signal may be lost: that none came proves nothing. */
export function watchHandshake(ctx: Ctx, appId: string): HandshakeWatch {
  let refused = false;
  const stop = ctx.signals.on(HANDSHAKE_REFUSED, (subject) => {
    if (subject === '' || subject === appId) refused = true;
  });
  return { wasRefused: () => refused, stop };
}
