import { randomUUID } from 'node:crypto';
import type { PgBoss } from 'pg-boss';
import type { Log } from '../log.ts';
import { openPostgresListener, type PostgresListener } from '../storage/index.ts';

const CHANNEL = 'threadtie_jobs';

/** Tells the other processes that there is work, and hears it from them. */
export interface Announcements {
  /** Says, after the commit, that there is work of this kind. Said often, it is sent seldom. */
  say(name: string): void;
  /** Calls back with the kind of work another process announced; without it when some may have been missed. */
  hear(callback: (name?: string) => void): Promise<void>;
  close(): Promise<void>;
}

/**
 * Announcements by LISTEN/NOTIFY. They are sent beside the transactions, not in them: Postgres commits transactions that
 * notify one after the other. One that is lost with its process is made up for by the workers' own look. They are heard over
 * a connection of our own: when pg-boss's is cut while it closes, the process ends.
 */
export function createAnnouncements(boss: PgBoss, url: string, log: Log): Announcements {
  const self = randomUUID();
  const pending = new Set<string>();
  let sending: Promise<void> | undefined;
  let listener: PostgresListener | undefined;

  const send = async (): Promise<void> => {
    while (pending.size > 0) {
      const payloads = [...pending].map((name) => `${self} ${name}`);
      pending.clear();
      try {
        await boss.getDb().executeSql('SELECT pg_notify($1, p) FROM unnest($2::text[]) AS p', [CHANNEL, payloads]);
      } catch (error) {
        log.warn({ err: error }, 'announcing jobs failed: workers find them a little later');
      }
    }
  };
  return {
    say(name) {
      pending.add(name);
      sending ??= send().finally(() => (sending = undefined));
    },
    async hear(callback) {
      const onPayload = (payload: string): void => {
        const [from, name] = payload.split(' ');
        if (from !== self) callback(name);
      };
      const onConnected = (): void => callback();
      listener = await openPostgresListener({ url, channel: CHANNEL, log, onPayload, onConnected });
    },
    async close() {
      await listener?.close();
      await sending;
    },
  };
}
