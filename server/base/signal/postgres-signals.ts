import pg from 'pg';
import type { Log } from '../log.ts';
import { createLocalSignals } from './local-signals.ts';
import type { Signals } from './signals.ts';

const CHANNEL = 'threadtie';
const RECONNECT_MS = 1000;

/** Signals between all processes on one Postgres, by LISTEN/NOTIFY; the connection is opened again when it breaks. */
export async function createPostgresSignals(url: string, log: Log): Promise<Signals> {
  const local = createLocalSignals();
  let client: pg.Client | undefined;
  let closed = false;
  let sent: Promise<unknown> = Promise.resolve();
  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url });
    next.on('error', (error) => {
      if (closed) return;
      log.warn({ err: error }, 'the connection for signals broke');
      void reconnect();
    });
    next.on('notification', ({ payload = '' }) => {
      const [topic = '', subject = ''] = payload.split('\n');
      local.send(topic, subject);
    });
    await next.connect();
    await next.query(`LISTEN ${CHANNEL}`);
    client = next;
  };
  const reconnect = async (): Promise<void> => {
    client = undefined;
    while (!closed && !client) {
      await new Promise((resolve) => setTimeout(resolve, RECONNECT_MS));
      await connect().catch((error: unknown) => log.warn({ err: error }, 'the connection for signals failed'));
    }
  };
  await connect();
  return {
    on: local.on,
    send(topic, subject = '') {
      const to = client;
      if (!to) return local.send(topic, subject);
      const payload = `${topic}\n${subject}`;
      sent = sent.then(() => to.query('SELECT pg_notify($1, $2)', [CHANNEL, payload])).catch(() => undefined);
    },
    async close() {
      closed = true;
      await local.close();
      await sent;
      await client?.end();
    },
  };
}
