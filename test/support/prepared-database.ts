import pg from 'pg';
import { readConfig } from '../../server/config.ts';
import { openDeps } from '../../server/deps.ts';

/** Name of the database that those of tests are copied from: migrating hundreds of them takes longer than the tests. */
export const PREPARED = 'prepared';

/** Creates it on the server at this address, by starting the product once. */
export async function prepareDatabase(serverUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`CREATE DATABASE ${PREPARED}`);
  const url = new URL(serverUrl);
  url.pathname = `/${PREPARED}`;
  const config = readConfig({ DATABASE_URL: url.href, ENCRYPTION_KEY: 'k'.repeat(32) });
  const { ctx, close } = await openDeps(config, ['k'.repeat(32)]);
  await ctx.queue.stop(1000);
  await close();
  // A database somebody is connected to cannot be copied.
  await client.query(`ALTER DATABASE ${PREPARED} ALLOW_CONNECTIONS false`);
  await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [PREPARED]);
  await client.end();
}
