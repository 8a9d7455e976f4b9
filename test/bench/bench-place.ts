import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { type PostgresServer, startPostgresServer } from '../support/postgres-server.ts';
import { makeTempDir } from '../support/temp-dir.ts';

/** Empty data of a measurement's own. */
export interface BenchData {
  readonly dataDir: string;
  readonly databaseUrl?: string;
  remove(): Promise<void>;
}

/** Where the measurements of one dialect keep their data. */
export interface BenchPlace {
  readonly dialect: 'sqlite' | 'postgres';
  emptyData(): Promise<BenchData>;
  close(): Promise<void>;
}

/** Opens a place for the dialect; for Postgres it starts a server of its own. */
export async function openBenchPlace(dialect: 'sqlite' | 'postgres'): Promise<BenchPlace> {
  const postgres = dialect === 'postgres' ? await startPostgresServer() : undefined;
  return {
    dialect,
    async emptyData() {
      const dir = await makeTempDir('bench');
      const database = postgres ? { databaseUrl: await createDatabase(postgres) } : {};
      return { dataDir: dir.path, ...database, remove: () => dir.remove() };
    },
    close: async () => await postgres?.stop(),
  };
}

async function createDatabase({ url }: PostgresServer): Promise<string> {
  const name = `bench_${randomBytes(6).toString('hex')}`;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  const own = new URL(url);
  own.pathname = `/${name}`;
  return own.href;
}
