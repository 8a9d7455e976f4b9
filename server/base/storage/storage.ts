import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Gathering } from './gathering.ts';

/** The query builder stores use, typed as SQLite's: both dialects answer the common subset alike. */
export type Db = BetterSQLite3Database;

/** What a store needs to read. Valid only inside the function it was handed to. */
export interface Reading {
  readonly dialect: 'sqlite' | 'postgres';
  readonly db: Db;
  /**
   * A prepared statement, built and planned once per connection under `key`, which must be unique in the code base. Bind
   * values with `sql.placeholder`.
   */
  prepared<P>(key: string, build: (db: Db) => { prepare(): P }): P;
}

/** An open transaction. Everything done through it becomes durable together, or not at all. */
export interface Tx extends Reading {
  /** Runs `work` so that its failure undoes only what it did. The error is thrown on, translated. Never in parallel. */
  savepoint<T>(work: () => Promise<T>): Promise<T>;
  /**
   * Runs `work` just before the outermost transaction commits, in the order of `rank`; not at all when what asked for it
   * is rolled back. For rows that many transactions change: all take their locks late and in one order, so that none waits
   * long and none deadlocks.
   */
  beforeCommit(rank: string, work: () => Promise<void>): void;
  /**
   * Hands in a row that is written together with others of its kind: at the latest when the savepoint it stands in ends, or
   * before the commit. Nobody sees it earlier, and a failure to write it is the failure of that savepoint or transaction.
   */
  gather<Row>(kind: Gathering<Row>, row: Row): void;
  /** Writes now the rows of this kind that were handed in since the innermost savepoint began: what follows depends on them. */
  writeGathered<Row>(kind: Gathering<Row>): Promise<void>;
  /**
   * Answers what `load` answered when it was first asked under this key in this transaction. For what this transaction does
   * not change itself; `key` must be unique in the code base.
   */
  remember<T>(key: string, load: () => Promise<T>): Promise<T>;
  /** Calls back once the outermost transaction is durable; never when it is rolled back. */
  afterCommit(callback: () => void): void;
  /** Takes a lock by name until the transaction ends; false when another process holds it. */
  tryLock(name: string): Promise<boolean>;
  /** The same for several names: answers those whose lock this transaction has now. */
  tryLocks(names: readonly string[]): Promise<ReadonlySet<string>>;
  /** Waits until this transaction holds the locks of all these names, whatever the order in which others name them. */
  lock(names: readonly string[]): Promise<void>;
}

/** The database, whatever its dialect. */
export interface Storage {
  readonly dialect: 'sqlite' | 'postgres';
  /** Where the data is, for people: a file or a host. No password. */
  readonly where: string;
  /** Reads. Inside a `write` it sees what that write has done so far; elsewhere only what is committed. */
  read<T>(work: (at: Reading) => Promise<T>): Promise<T>;
  /**
   * Runs `work` in a transaction: durable when the promise resolves, undone when it rejects. A `write` inside a `write`
   * joins the outer one; if the inner fails, the outer fails too unless a `savepoint` stands between. Postgres may run
   * `work` again after a deadlock: no network and no other outside effect belongs in it.
   * @throws {UniqueConflict} a unique index refused a row
   * @throws {StorageUnavailable} the database cannot be used at the moment
   */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Resolves when the database answers. @throws {StorageUnavailable} */
  ping(): Promise<void>;
  close(): Promise<void>;
}
