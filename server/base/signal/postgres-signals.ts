import { setTimeout as sleep } from 'node:timers/promises';
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
  let sent: Promise<unknown> = Promise.resolve();
  const closing = new AbortController();

  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url });
    next.on('error', (error) => onBroken(next, error));
    next.on('notification', ({ payload = '' }) => {
      const [topic = '', subject = ''] = payload.split('\n');
      local.send(topic, subject);
    });
    try {
      await next.connect();
      await next.query(`LISTEN ${CHANNEL}`);
      client = next;
    } catch (error) {
      await next.end().catch(() => undefined);
      throw error;
    }
  };
  // One cut is told as several errors, also of connections that were given up long ago: the first one about this counts.
  const onBroken = (broken: pg.Client, error: Error): void => {
    if (broken !== client) return;
    client = undefined;
    log.warn({ err: error }, 'the connection for signals broke');
    void broken.end().catch(() => undefined);
    void reconnect();
  };
  const reconnect = async (): Promise<void> => {
    while (!client && !closing.signal.aborted) {
      await sleep(RECONNECT_MS, undefined, { signal: closing.signal }).catch(() => undefined);
      if (closing.signal.aborted) return;
      await connect().catch((error: unknown) => log.warn({ err: error }, 'the connection for signals failed'));
    }
    if (closing.signal.aborted) await client?.end();
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
      closing.abort();
      await local.close();
      await sent;
      const last = client;
      client = undefined;
      await last?.end();
    },
  };
}
