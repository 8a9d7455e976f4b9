import { createHash } from 'node:crypto';
import type { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import { Bug } from '../errors.ts';
import { bearCuts } from './bear-cuts.ts';
import { isRetryable, translateError } from './errors.ts';
import { assertKnownSchema, knownMigrations } from './migrations.ts';
import type { Db, Reading, Storage, Tx } from './storage.ts';
import { type Connection, createTransactionRunner } from './transaction.ts';

const MIGRATION_LOCK = 7_265_114;
const ATTEMPTS = 5;
const TRY_LOCKS = {
  name: 'storage.tryLocks',
  text: 'SELECT pg_try_advisory_xact_lock(lock) AS taken FROM unnest($1::bigint[]) WITH ORDINALITY AS l (lock, place) ORDER BY place',
};
const LOCKS = {
  name: 'storage.lock',
  text: 'SELECT pg_advisory_xact_lock(lock) FROM unnest($1::bigint[]) WITH ORDINALITY AS l (lock, place) ORDER BY place',
};
const LOCK_MS = 4000; // whoever waits longer for a lock is better told so: the platform does not wait for its answer either

/**
 * Connects to Postgres. Migrations have run when it returns, under a lock so that any number of processes may start at once.
 * @param size how many connections at most
 * @throws {StorageUnavailable} the server cannot be reached
 */
export async function openPostgres(url: string, migrationsFolder: string, size: number): Promise<Storage> {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    connectionTimeoutMillis: 10_000,
    lock_timeout: LOCK_MS,
  });
  pool.on('connect', bearCuts);
  pool.on('error', () => undefined); // an idle connection broke: the pool has dropped it, the next use opens another
  try {
    await migratePostgres(pool, migrationsFolder);
  } catch (error) {
    await pool.end();
    throw translateError(error);
  }
  return createStorage(url, pool);
}

async function migratePostgres(pool: pg.Pool, migrationsFolder: string): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('SET lock_timeout = 0'); // migrations wait for whoever migrates, and for what is under way
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const { rows } = await client.query("SELECT to_regclass('drizzle.__drizzle_migrations') IS NOT NULL AS present");
    if (rows[0].present) {
      const latest = await client.query('SELECT max(created_at) AS latest FROM drizzle.__drizzle_migrations');
      assertKnownSchema(latest.rows[0].latest, knownMigrations(migrationsFolder));
    }
    await migrate(drizzle(client, { casing: 'snake_case' }), { migrationsFolder });
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
    await client.query('RESET lock_timeout').catch(() => undefined);
    client.release();
  }
}

function createStorage(url: string, pool: pg.Pool): Storage {
  const runner = createTransactionRunner();
  const reading = createReading(asDb(drizzle(pool, { casing: 'snake_case' })));
  const connections = new WeakMap<pg.PoolClient, Connection>();
  const connectionOf = (client: pg.PoolClient): Connection => {
    const known = connections.get(client) ?? createConnection(client);
    connections.set(client, known);
    return known;
  };
  const { host, pathname } = new URL(url);
  const runOnce = async <T>(work: (tx: Tx) => Promise<T>): Promise<T> => {
    const client = await pool.connect();
    let broken: Error | undefined;
    const onError = (error: Error): void => void (broken = error);
    client.on('error', onError);
    try {
      return await runner.run(connectionOf(client), 'BEGIN', work);
    } finally {
      client.off('error', onError);
      client.release(broken);
    }
  };
  return {
    dialect: 'postgres',
    where: `${host}${pathname}`,
    read: (work) => translated(() => work(runner.current() ?? reading)),
    write: (work) => translated(() => (runner.current() ? runner.join(work) : retried(() => runOnce(work)))),
    ping: () => translated(async () => void (await pool.query('SELECT 1'))),
    close: () => pool.end(),
  };
}

function createConnection(client: pg.PoolClient): Connection {
  return {
    ...createReading(asDb(drizzle(client, { casing: 'snake_case' }))),
    exec: (text) => execute(client, text),
    isAlive: () => true,
    async tryLocks(names) {
      const { rows } = await client.query(TRY_LOCKS, [names.map(lockNumber)]);
      return new Set(names.filter((_, index) => rows[index].taken));
    },
    async lock(names) {
      await client.query(LOCKS, [names.map(lockNumber).toSorted()]);
    },
  };
}

/** Postgres answers the COMMIT of a transaction in which a statement failed by rolling it back, without an error. */
async function execute(client: pg.PoolClient, text: string): Promise<void> {
  const { command } = await client.query(text);
  if (text !== 'COMMIT' || command === 'COMMIT') return;
  throw new Bug('A statement failed inside storage.write and its error was swallowed: put a tx.savepoint around it.');
}

/** Statements go by their names: the driver has each planned once on every connection that it is run over. */
function createReading(db: Db): Reading {
  const statements = new Map<string, unknown>();
  return {
    dialect: 'postgres',
    db,
    prepared<P>(key: string, build: (from: Db) => { prepare(): P }): P {
      if (!statements.has(key)) statements.set(key, asNamed(build(db)).prepare(key));
      return statements.get(key) as P;
    },
  };
}

/** Holds for every builder here, since it comes from `asDb`: Postgres' statements take the name under which they are planned. */
function asNamed<P>(query: { prepare(): P }): { prepare(name: string): P } {
  return query;
}

/** The one place where Postgres' query builder takes the type of SQLite's: stores stay in the subset both answer alike. */
function asDb(db: { execute: (query: ReturnType<typeof sql>) => unknown }): Db {
  return db as unknown as Db;
}

function lockNumber(name: string): string {
  return createHash('sha256').update(name).digest().readBigInt64BE().toString();
}

async function retried<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === ATTEMPTS || !isRetryable(error)) throw error;
    }
  }
}

async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw translateError(error);
  }
}
