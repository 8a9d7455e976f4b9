import type { TestProject } from 'vitest/node';
import { prepareDatabase } from './prepared-database.ts';
import { type PostgresServer, startPostgresServer } from './postgres-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the run's own Postgres. */
    postgresUrl: string;
  }
}

let server: PostgresServer | undefined;

/** Starts one Postgres for the whole run and tells every test file where it is. */
export async function setup(project: TestProject): Promise<void> {
  server = await startPostgresServer({ isFlushed: false });
  await prepareDatabase(server.url);
  project.provide('postgresUrl', server.url);
}

/** Stops it, however the run went. */
export async function teardown(): Promise<void> {
  await server?.stop();
}
