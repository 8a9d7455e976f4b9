import { join } from 'node:path';
import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';
import type { Storage } from './storage.ts';

/** Which database to open, and how. */
export interface StorageOptions {
  /** `postgres://...`; left out, a SQLite file in `dataDir` is used. */
  readonly databaseUrl?: string | undefined;
  /** Folder of the SQLite file; created when absent. */
  readonly dataDir: string;
  /** Folder with one sub-folder of migrations per dialect. */
  readonly migrations: string;
  /** Postgres only: how many connections at most. */
  readonly poolSize?: number;
}

/** Opens the database the options name, migrated and ready. */
export async function openStorage(options: StorageOptions): Promise<Storage> {
  if (options.databaseUrl) {
    return await openPostgres(options.databaseUrl, join(options.migrations, 'postgres'), options.poolSize ?? 12);
  }
  return openSqlite(join(options.dataDir, 'threadtie.sqlite'), join(options.migrations, 'sqlite'));
}
