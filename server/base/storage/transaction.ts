import { AsyncLocalStorage } from 'node:async_hooks';
import { Bug } from '../errors.ts';
import { translateError } from './errors.ts';
import { createGathered, type Gathered } from './gathering.ts';
import type { Db, Reading, Tx } from './storage.ts';

/** What a dialect lends to one transaction. */
export interface Connection {
  readonly dialect: 'sqlite' | 'postgres';
  readonly db: Db;
  exec(sql: string): Promise<void>;
  /** Whether the transaction still stands: SQLite ends it by itself when the disk is full or fails. */
  isAlive(): boolean;
  prepared: Reading['prepared'];
  tryLocks(names: readonly string[]): Promise<ReadonlySet<string>>;
  lock(names: readonly string[]): Promise<void>;
}

interface Scope {
  readonly tx: Tx;
  open: boolean;
  /** Set when a joined write failed: what encloses it must not commit, even if somebody swallowed the error. */
  poison: unknown;
  depth: number;
  /** How many rows waited when the innermost savepoint began: those are its enclosure's to write. */
  gatheredBefore: number;
  late: LateWork[];
  readonly gathered: Gathered;
  readonly remembered: Map<string, unknown>;
  callbacks: (() => void)[];
}

interface LateWork {
  readonly rank: string;
  readonly work: () => Promise<void>;
}

/** Runs transactions and knows, by the asynchronous call chain, whether one is already open. */
export interface TransactionRunner {
  /** The transaction this call stands in, if any. */
  current(): Tx | undefined;
  /** Runs `work` inside the transaction already open, whose fate it shares. */
  join<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Opens, runs, commits; rolls back on error. */
  run<T>(connection: Connection, begin: string, work: (tx: Tx) => Promise<T>): Promise<T>;
}

/** One runner per storage: transactions of different storages never join. */
export function createTransactionRunner(): TransactionRunner {
  const scopes = new AsyncLocalStorage<Scope>();
  const openScope = (): Scope | undefined => {
    const scope = scopes.getStore();
    return scope?.open ? scope : undefined;
  };
  return {
    current: () => openScope()?.tx,
    async join(work) {
      const scope = openScope();
      if (!scope) throw new Bug('join was called outside a transaction');
      try {
        return await work(scope.tx);
      } catch (error) {
        scope.poison ??= error;
        throw error;
      }
    },
    async run(connection, begin, work) {
      const scope = openTransaction(connection);
      await connection.exec(begin);
      let result;
      try {
        result = await scopes.run(scope, async () => {
          const done = await work(scope.tx);
          await runLateWork(scope);
          return done;
        });
        if (scope.poison !== undefined) throw scope.poison;
        scope.open = false;
        await connection.exec('COMMIT');
      } catch (error) {
        scope.open = false;
        const isGivenUp = !connection.isAlive(); // then the first failure says why, later ones only that it is over
        await connection.exec('ROLLBACK').catch(() => undefined);
        throw isGivenUp ? (scope.poison ?? error) : error;
      }
      scopes.exit(() => scope.callbacks.forEach(callSafely));
      return result;
    },
  };
}

async function runLateWork(scope: Scope): Promise<void> {
  // Late work may ask for more: that is the next round. After a failure nothing of this will be committed.
  while (scope.poison === undefined) {
    await scope.gathered.write(0);
    if (scope.late.length === 0) return;
    const inOrder = scope.late.splice(0).toSorted((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0));
    for (const { work } of inOrder) await work();
  }
}

/** What is committed stays committed: a callback that throws must not make the write look failed. */
function callSafely(callback: () => void): void {
  try {
    callback();
  } catch (error) {
    process.emitWarning(error instanceof Error ? error : String(error));
  }
}

function openTransaction(connection: Connection): Scope {
  const assertOpen = (): void => {
    if (!scope.open) throw new Bug('A transaction was used after it ended: an await is missing inside storage.write.');
    if (!connection.isAlive()) throw new Bug('A transaction was used although the database had given it up.');
  };
  const tx: Tx = {
    dialect: connection.dialect,
    get db() {
      assertOpen();
      return connection.db;
    },
    prepared(key, build) {
      assertOpen();
      return connection.prepared(key, build);
    },
    async savepoint(work) {
      assertOpen();
      return await runSavepoint(scope, connection, work);
    },
    beforeCommit(rank, late) {
      assertOpen();
      scope.late.push({ rank, work: late });
    },
    gather(kind, row) {
      assertOpen();
      scope.gathered.add(tx, kind, row);
    },
    async writeGathered(kind) {
      assertOpen();
      await scope.gathered.writeKind(scope.gatheredBefore, kind.name);
    },
    async remember<T>(key: string, load: () => Promise<T>) {
      assertOpen();
      if (!scope.remembered.has(key)) scope.remembered.set(key, await load());
      return scope.remembered.get(key) as T; // what is remembered under a key came from a `load` of its type
    },
    afterCommit(callback) {
      assertOpen();
      scope.callbacks.push(callback);
    },
    async tryLock(name) {
      assertOpen();
      return (await connection.tryLocks([name])).has(name);
    },
    async tryLocks(names) {
      assertOpen();
      return await connection.tryLocks(names);
    },
    async lock(names) {
      assertOpen();
      await connection.lock(names);
    },
  };
  const scope = emptyScope(tx);
  return scope;
}

function emptyScope(tx: Tx): Scope {
  return {
    tx,
    open: true,
    poison: undefined,
    depth: 0,
    gatheredBefore: 0,
    late: [],
    gathered: createGathered(),
    remembered: new Map(),
    callbacks: [],
  };
}

async function runSavepoint<T>(scope: Scope, connection: Connection, work: () => Promise<T>): Promise<T> {
  const depth = ++scope.depth;
  const late = scope.late.length;
  const gathered = scope.gathered.count();
  const gatheredBefore = scope.gatheredBefore;
  scope.gatheredBefore = gathered;
  const callbacks = scope.callbacks.length;
  const poison = scope.poison;
  await connection.exec(`SAVEPOINT s${depth}`);
  try {
    const result = await work();
    await scope.gathered.write(gathered);
    if (scope.poison !== poison) throw scope.poison;
    if (scope.depth !== depth) throw new Bug('Savepoints of one transaction must not run in parallel.');
    await connection.exec(`RELEASE SAVEPOINT s${depth}`);
    return result;
  } catch (error) {
    scope.poison ??= error; // stays if the database has given up the whole transaction
    if (!connection.isAlive()) throw translateError(error);
    await connection.exec(`ROLLBACK TO SAVEPOINT s${depth}`);
    await connection.exec(`RELEASE SAVEPOINT s${depth}`);
    scope.poison = poison;
    scope.late.length = late;
    scope.gathered.forget(gathered);
    scope.remembered.clear();
    scope.callbacks.length = callbacks;
    throw translateError(error);
  } finally {
    scope.depth = depth - 1;
    scope.gatheredBefore = gatheredBefore;
  }
}
