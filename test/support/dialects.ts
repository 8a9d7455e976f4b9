import { fileURLToPath } from 'node:url';
import { openStorage, type Storage } from '../../server/base/storage/index.ts';
import { createPreparedDatabase, createTestDatabase } from './postgres.ts';
import { makeTempDir } from './temp-dir.ts';

/** A storage of a test's own, migrated and empty. */
export interface OpenedStorage {
  readonly storage: Storage;
  /** Set on Postgres: for a further process or storage on the same data. */
  readonly databaseUrl?: string;
  /** On SQLite, the folder of the file. */
  readonly dataDir: string;
  /** Opens one more storage on the same data, as another process would; on SQLite only after `storage.close`. */
  openAnother(options?: OpenOptions): Promise<Storage>;
  /** Closes the storage and removes its data. */
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Folder with one sub-folder of migrations per dialect; the product's own when left out. */
  readonly migrations?: string;
  /** Postgres only: settings of its connections, as `-c name=value`. */
  readonly connection?: string;
}

/** One of the two databases everything must work on. */
export interface Dialect {
  readonly name: 'sqlite' | 'postgres';
  open(options?: OpenOptions): Promise<OpenedStorage>;
}

/** The product's own migrations. */
export const MIGRATIONS = fileURLToPath(new URL('../../server/migrations', import.meta.url));

/** Both databases, for `describe.each(dialects)`. */
export const dialects: readonly Dialect[] = [
  { name: 'sqlite', open: (options) => open(options, async () => undefined) },
  {
    name: 'postgres',
    open: (options) => open(options, options?.migrations ? () => createTestDatabase() : createPreparedDatabase),
  },
];

/** Postgres again, on this server: the run's own flushes nothing. */
export function postgresAt(serverUrl: string): Dialect {
  return { name: 'postgres', open: (options) => open(options, () => createTestDatabase(serverUrl)) };
}

async function open(
  { migrations = MIGRATIONS, connection }: OpenOptions = {},
  createDatabase: () => Promise<string | undefined>,
): Promise<OpenedStorage> {
  const dir = await makeTempDir('data');
  const ownUrl = await createDatabase().catch(async (error: unknown) => {
    await dir.remove();
    throw error;
  });
  const opened: Storage[] = [];
  const openAnother = async (another?: OpenOptions): Promise<Storage> => {
    const databaseUrl = ownUrl && withSettings(ownUrl, another?.connection);
    const options = { dataDir: dir.path, migrations: another?.migrations ?? migrations, databaseUrl, poolSize: 8 };
    const storage = closingOnce(await openStorage(options));
    opened.push(storage);
    return storage;
  };
  const close = async (): Promise<void> => {
    await Promise.all(opened.map((storage) => storage.close()));
    await dir.remove();
  };
  try {
    const storage = await openAnother(connection ? { connection } : {});
    return { storage, dataDir: dir.path, openAnother, close, ...(ownUrl ? { databaseUrl: ownUrl } : {}) };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Tests may close early, to open again: the end must not mind. */
function closingOnce(storage: Storage): Storage {
  let closing: Promise<void> | undefined;
  return { ...storage, close: () => (closing ??= storage.close()) };
}

function withSettings(address: string, settings: string | undefined): string {
  if (!settings) return address;
  const url = new URL(address);
  url.searchParams.set('options', settings);
  return url.href;
}
