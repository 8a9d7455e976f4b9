import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { PREPARED } from './prepared-database.ts';

/** An empty database of a test's own. */
export interface TestDatabase {
  readonly url: string;
  /** Removes the database, whoever is still connected to it. */
  drop(): Promise<void>;
}

/** Creates an empty database on the run's own Postgres, or on another one. */
export async function createTestDatabase(serverUrl = inject('postgresUrl')): Promise<TestDatabase> {
  return await createFrom('template1', serverUrl);
}

/** Creates one in which the product has been started and stopped before: nothing is in it but its tables. */
export async function createPreparedDatabase(): Promise<TestDatabase> {
  return await createFrom(PREPARED, inject('postgresUrl'));
}

async function createFrom(template: string, serverUrl: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await maintain(serverUrl, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => maintain(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

async function maintain(serverUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
