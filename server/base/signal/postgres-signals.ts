import type { Log } from '../log.ts';
import { openPostgresListener } from '../storage/index.ts';
import { createLocalSignals } from './local-signals.ts';
import type { Signals } from './signals.ts';

const CHANNEL = 'threadtie';

/** Signals between all processes on one Postgres, by LISTEN/NOTIFY; without a connection they reach this process only. */
export async function createPostgresSignals(url: string, log: Log): Promise<Signals> {
  const local = createLocalSignals();
  const onPayload = (payload: string): void => {
    const [topic = '', subject = ''] = payload.split('\n');
    local.send(topic, subject);
  };
  const listener = await openPostgresListener({ url, channel: CHANNEL, log, onPayload });
  return {
    on: local.on,
    send(topic, subject = '') {
      if (!listener.notify(`${topic}\n${subject}`)) local.send(topic, subject);
    },
    async close() {
      await local.close();
      await listener.close();
    },
  };
}
