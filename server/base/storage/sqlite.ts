import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { StorageUnavailable, translateError } from './errors.ts';
import { assertKnownSchema, knownMigrations } from './migrations.ts';
import type { Db, Reading, Storage, Tx } from './storage.ts';
import { type Connection, createTransactionRunner } from './transaction.ts';

const BUSY_TIMEOUT_MS = 2000;
const BREATHE_AFTER_MS = 5;
const CHECKED_BYTES = 64 * 1024 * 1024;

/**
 * Opens a SQLite file: WAL, `synchronous=FULL`, foreign keys on; one writer connection behind a queue and one reader.
 * Migrations have run when it returns.
 * @throws {StorageUnavailable} the file is corrupt, locked by another process, read-only, or out of reach
 */
export function openSqlite(file: string, migrationsFolder: string): Storage {
  try {
    return openFiles(file, migrationsFolder);
  } catch (error) {
    throw translateError(error);
  }
}

function openFiles(file: string, migrationsFolder: string): Storage {
  makeFolder(dirname(file));
  const lock = lockFile(`${file}.lock`);
  let writer: Database.Database | undefined;
  try {
    writer = openWriter(file);
    migrateSqlite(writer, migrationsFolder);
    const reader = new Database(file, { readonly: true, timeout: BUSY_TIMEOUT_MS });
    reader.pragma('query_only = ON');
    return createStorage(file, writer, reader, lock);
  } catch (error) {
    writer?.close();
    lock.close();
    throw error;
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new StorageUnavailable('closed', { cause: error });
  }
}

/** Holds an exclusive lock in a file of its own: the system releases it even when the process is killed. */
function lockFile(path: string): Database.Database {
  const lock = new Database(path, { timeout: 0 });
  try {
    lock.pragma('locking_mode = EXCLUSIVE');
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    throw error;
  }
}

function openWriter(file: string): Database.Database {
  const isNew = !existsSync(file);
  const writer = new Database(file, { timeout: BUSY_TIMEOUT_MS });
  try {
    writer.pragma('journal_mode = WAL');
    writer.pragma('synchronous = FULL');
    writer.pragma('foreign_keys = ON');
    writer.pragma('temp_store = MEMORY');
    if (!isNew) assertSound(writer, file);
    return writer;
  } catch (error) {
    writer.close();
    throw error;
  }
}

/** Looks through small files wholly; in large ones that would hold up every start, and damage shows at its first use. */
function assertSound(writer: Database.Database, file: string): void {
  if (statSync(file).size > CHECKED_BYTES) return;
  if (writer.pragma('quick_check(1)', { simple: true }) !== 'ok') throw new StorageUnavailable('corrupt');
}

function migrateSqlite(writer: Database.Database, migrationsFolder: string): void {
  const applied = writer.prepare("SELECT 1 FROM sqlite_master WHERE name = '__drizzle_migrations'").get()
    ? writer.prepare('SELECT max(created_at) AS latest FROM __drizzle_migrations').pluck().get()
    : undefined;
  assertKnownSchema(applied, knownMigrations(migrationsFolder));
  migrate(drizzle(writer, { casing: 'snake_case' }), { migrationsFolder });
}

/**
 * Lets the event loop go round when it has not for a while: everything here is synchronous in truth, so that writes which
 * follow each other would keep out requests and timers for as long as there is work.
 */
function createBreather(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < BREATHE_AFTER_MS) return;
    await nextTurn();
    last = performance.now();
  };
}

function createStorage(
  file: string,
  writer: Database.Database,
  reader: Database.Database,
  lock: Database.Database,
): Storage {
  const runner = createTransactionRunner();
  const connection = createConnection(writer);
  const reading = createReading(reader);
  let tail: Promise<unknown> = Promise.resolve();
  const letOthersBy = createBreather();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = tail.then(letOthersBy).then(work);
    tail = turn.catch(() => undefined);
    return turn;
  };
  return {
    dialect: 'sqlite',
    where: file,
    read: (work) => translated(() => work(runner.current() ?? reading)),
    write: <T>(work: (tx: Tx) => Promise<T>) =>
      translated(() =>
        runner.current() ? runner.join(work) : inTurn(() => runner.run(connection, 'BEGIN IMMEDIATE', work)),
      ),
    ping: () => translated(async () => void reader.prepare('SELECT 1').get()),
    async close() {
      await tail;
      reader.close();
      writer.close();
      lock.close();
    },
  };
}

function createConnection(writer: Database.Database): Connection {
  return {
    ...createReading(writer),
    exec: async (sql) => void writer.exec(sql),
    isAlive: () => writer.inTransaction,
    tryLocks: async (names) => new Set(names),
    lock: async () => undefined, // there is one writer at a time
  };
}

function createReading(database: Database.Database): Reading {
  const db: Db = drizzle(database, { casing: 'snake_case' });
  const statements = new Map<string, unknown>();
  return {
    dialect: 'sqlite',
    db,
    prepared<P>(key: string, build: (db: Db) => { prepare(): P }): P {
      if (!statements.has(key)) statements.set(key, build(db).prepare());
      return statements.get(key) as P;
    },
  };
}

async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw translateError(error);
  }
}
