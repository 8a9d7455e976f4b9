import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from '../log.ts';

const RECONNECT_MS = 1000;
const SETTINGS = { application_name: 'threadtie-listener', connectionTimeoutMillis: 10_000, keepAlive: true } as const;

const NOTIFY = 'SELECT pg_notify($1, p) FROM unnest($2::text[]) WITH ORDINALITY AS said (p, place) ORDER BY place';

/** What is listened to, and who is told. */
export interface ListenerOptions {
  readonly url: string;
  readonly channel: string;
  readonly log: Log;
  /** Told of everything that is said on the channel. */
  readonly onPayload: (payload: string) => void;
  /** Told whenever the connection stands, the first time too: what was said before may have been missed. */
  readonly onConnected?: () => void;
}

/** A connection that listens, and is opened again whenever it breaks. */
export interface PostgresListener {
  /** Says something on the channel, in the order of the calls, and what is said several times at once perhaps only once; answers false when there is no connection to say it over. */
  notify(payload: string): boolean;
  /** Listens no longer; resolves when what was said is sent. */
  close(): Promise<void>;
}

/**
 * Listens to a channel of Postgres. However and whenever the connection is cut, also while it is closed, the process lives on.
 * @throws the driver's error when the first connection fails
 */
export async function openPostgresListener(options: ListenerOptions): Promise<PostgresListener> {
  const { channel, log, onConnected } = options;
  let client: pg.Client | undefined;
  const waiting: string[] = [];
  let sending: Promise<void> | undefined;
  const closing = new AbortController();

  const connect = async (): Promise<void> => {
    client = await openClient(options, onBroken);
    onConnected?.();
  };
  // One cut is told as several errors, also of connections that were given up long ago: the first one about this counts.
  const onBroken = (broken: pg.Client, error: Error): void => {
    if (broken !== client) return;
    client = undefined;
    log.warn({ err: error }, `the connection that listens to ${channel} broke`);
    void broken.end().catch(() => undefined);
    void reconnect();
  };
  const reconnect = async (): Promise<void> => {
    while (!client && !closing.signal.aborted) {
      await sleep(RECONNECT_MS, undefined, { signal: closing.signal }).catch(() => undefined);
      if (closing.signal.aborted) return;
      await connect().catch((error: unknown) => log.warn({ err: error }, `listening to ${channel} failed`));
    }
    if (closing.signal.aborted) await client?.end();
  };
  // What is said while something is being sent goes together into the next statement: each is a transaction of its own.
  const send = async (): Promise<void> => {
    while (waiting.length > 0) {
      // Taken out before the call: without a client its arguments are not evaluated, and this would go round for ever.
      const said = [...new Set(waiting.splice(0))];
      await client?.query(NOTIFY, [channel, said]).catch(() => undefined);
    }
  };
  await connect();
  return {
    notify(payload) {
      if (!client) return false;
      waiting.push(payload);
      sending ??= send().finally(() => (sending = undefined));
      return true;
    },
    async close() {
      closing.abort();
      await sending;
      const last = client;
      client = undefined;
      await last?.end();
    },
  };
}

async function openClient(
  { url, channel, onPayload }: ListenerOptions,
  onBroken: (client: pg.Client, error: Error) => void,
): Promise<pg.Client> {
  const client = new pg.Client({ ...SETTINGS, connectionString: url });
  let broken: Error | undefined;
  // Stays for the whole life of the client: one that is told of its cut and has nobody to tell it ends the process.
  client.on('error', (error) => onBroken(client, (broken = error)));
  client.on('notification', ({ payload = '' }) => onPayload(payload));
  try {
    await client.connect();
    await client.query(`LISTEN ${channel}`);
    if (broken) throw broken;
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}
