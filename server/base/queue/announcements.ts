import { randomUUID } from 'node:crypto';
import type { PgBoss } from 'pg-boss';
import type { Log } from '../log.ts';

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
 * notify one after the other. One that is lost with its process is made up for by the workers' own look.
 */
export function createAnnouncements(boss: PgBoss, log: Log): Announcements {
  const self = randomUUID();
  const pending = new Set<string>();
  let sending: Promise<void> | undefined;
  let handle: { close(): Promise<void> } | undefined;

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
      const receive = (payload: string): void => {
        const [from, name] = payload.split(' ');
        if (from !== self) callback(name);
      };
      handle = await boss.getDb().listen?.(CHANNEL, receive, () => callback());
    },
    async close() {
      await handle?.close();
      await sending;
    },
  };
}
