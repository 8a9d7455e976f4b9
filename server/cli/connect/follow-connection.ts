import { setTimeout as sleep } from 'node:timers/promises';
import type { PageConnection } from '../../../shared/api/page-connections.ts';
import { later, systemClock } from '../../base/clock.ts';
import type { ApiClient } from '../api-client.ts';

const POLL_MS = 500;

/** A connection that is looked at again and again. */
export interface Followed {
  readonly client: ApiClient;
  readonly id: string;
  /** Is shown the connection as it is now. */
  readonly report: (connection: PageConnection) => void;
}

/** Where a connection is. */
export function connectionPath(id: string): string {
  return `/v1/page-connections/${encodeURIComponent(id)}`;
}

/** Waits for a call that works on a connection, and reports its steps while it runs. */
export async function reportWhile(followed: Followed, call: Promise<PageConnection>): Promise<PageConnection> {
  const settled = call.then(
    () => true,
    () => true,
  );
  while (!(await Promise.race([settled, sleep(POLL_MS, false, { ref: false })]))) {
    // The call itself says what went wrong: a look that fails is only one report less.
    await look(followed).catch(() => {});
  }
  const connection = await call;
  followed.report(connection);
  return connection;
}

/** Looks until `isThere`, or until the time is over; answers what was seen last. */
export async function reportUntil(
  followed: Followed,
  isThere: (connection: PageConnection) => boolean,
  forMs: number,
): Promise<PageConnection> {
  const end = later(systemClock.now(), forMs);
  for (;;) {
    const connection = await look(followed);
    if (isThere(connection) || systemClock.now() >= end) return connection;
    await sleep(POLL_MS);
  }
}

async function look({ client, id, report }: Followed): Promise<PageConnection> {
  const connection = await client.get<PageConnection>(connectionPath(id));
  report(connection);
  return connection;
}
