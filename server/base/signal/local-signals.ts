import { EventEmitter } from 'node:events';
import type { Signals } from './signals.ts';

/** Signals within one process. */
export function createLocalSignals(): Signals {
  const emitter = new EventEmitter().setMaxListeners(0);
  return {
    send: (topic, subject = '') => void emitter.emit(topic, subject),
    on(topic, callback) {
      emitter.on(topic, callback);
      return () => void emitter.off(topic, callback);
    },
    async close() {
      emitter.removeAllListeners();
    },
  };
}
