import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { PREPARED } from './prepared-database.ts';

/**
 * Creates an empty database of a test's own (about 10 MB), on the run's own Postgres or on another one, and answers its
 * address. It goes with its server: where a file system has just lost many files, making the next takes twenty times as long.
 */
export async function createTestDatabase(serverUrl = inject('postgresUrl')): Promise<string> {
  return await createFrom('template1', serverUrl);
}

/** The same, as if the product had been started and stopped there before: nothing is in it but the product's tables. */
export async function createPreparedDatabase(): Promise<string> {
  return await createFrom(PREPARED, inject('postgresUrl'));
}

async function createFrom(template: string, serverUrl: string): Promise<string> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`);
  } finally {
    await client.end();
  }
  return Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href;
}
