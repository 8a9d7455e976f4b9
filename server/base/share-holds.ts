import type { Pacer } from './pacer.ts';
import type { Signals } from './signal/signals.ts';

const HELD = 'pacer.held';

/**
 * A pacer whose holds reach the other processes by a signal. A signal that is lost costs one call: whoever makes it is told to
 * wait by the peer itself.
 */
export function shareHolds(pacer: Pacer, signals: Signals): Pacer {
  signals.on(HELD, (subject) => {
    const [, time = '', key = ''] = /^(\d{1,15}) (.+)$/.exec(subject) ?? [];
    if (key) pacer.hold(key, new Date(Number(time)));
  });
  return {
    heldUntil: (keys) => pacer.heldUntil(keys),
    hold(key, until) {
      const known = pacer.heldUntil([key]);
      if (known && known >= until) return;
      pacer.hold(key, until);
      signals.send(HELD, `${until.getTime()} ${key}`);
    },
  };
}
