import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { PostgresServer } from '../support/postgres-server.ts';

const LOOK_MS = 10;
const PATIENCE_MS = 20_000;

/** Kills Postgres itself (SIGKILL of its first process) and starts it again, once all its processes are gone. */
export async function crashPostgres(postgres: PostgresServer): Promise<void> {
  const pids = await withClient(postgres, (client) => selectPids(client, 'pid <> pg_backend_pid()'));
  await postgres.crash();
  const begun = performance.now();
  // Postgres refuses to start beside what is left of itself.
  while (pids.some(isAlive) && performance.now() - begun < PATIENCE_MS) await sleep(LOOK_MS);
  await postgres.resume();
}

/**
 * Kills one of the processes that serve connections. Postgres then cuts off all others and recovers as after a crash.
 * @returns false when nobody was connected
 */
export async function crashBackend(postgres: PostgresServer): Promise<boolean> {
  const pids = await withClient(postgres, async (client) => {
    const victims = await selectPids(client, "backend_type = 'client backend' AND pid <> pg_backend_pid()");
    const [victim] = victims;
    if (victim !== undefined) process.kill(victim, 'SIGKILL');
    return victims;
  });
  await untilAnswering(postgres);
  return pids.length > 0;
}

async function selectPids(client: pg.Client, which: string): Promise<number[]> {
  const { rows } = await client.query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity WHERE ${which} ORDER BY state = 'active' DESC NULLS LAST, pid`,
  );
  return rows.map(({ pid }) => pid);
}

async function untilAnswering(postgres: PostgresServer): Promise<void> {
  const begun = performance.now();
  for (;;) {
    try {
      return await withClient(postgres, async (client) => void (await client.query('SELECT 1')));
    } catch (error) {
      if (performance.now() - begun > PATIENCE_MS) throw error;
      await sleep(LOOK_MS);
    }
  }
}

async function withClient<T>(postgres: PostgresServer, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: postgres.url });
  client.on('error', () => undefined); // it is cut off on purpose
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
