import type { Tx } from './storage.ts';

/** A kind of rows that can wait until they are written together. */
export interface Gathering<Row> {
  /** Unique in the code base. */
  readonly name: string;
  /** Writes them, in the order they were handed in. It may hand in others, which are written after these. */
  readonly write: (tx: Tx, rows: readonly Row[]) => Promise<void>;
}

/** The rows of one transaction that wait to be written. */
export interface Gathered {
  add<Row>(tx: Tx, kind: Gathering<Row>, row: Row): void;
  /** How many wait: what comes later stands behind them. */
  count(): number;
  /** Writes what was added behind the first `from`, each kind in one go, until nothing more is added. */
  write(from: number): Promise<void>;
  /** Writes now what was added of one kind behind the first `from`. */
  writeKind(from: number, name: string): Promise<void>;
  /** Forgets what was added behind the first `from`. */
  forget(from: number): void;
}

interface Waiting {
  readonly name: string;
  readonly row: unknown;
  readonly write: (rows: readonly unknown[]) => Promise<void>;
}

/** Makes the list of the rows that wait in a transaction. */
export function createGathered(): Gathered {
  const waiting: Waiting[] = [];
  return {
    add<Row>(tx: Tx, kind: Gathering<Row>, row: Row) {
      // Rows of one name came in through one kind: they have its type.
      waiting.push({ name: kind.name, row, write: (rows) => kind.write(tx, rows as readonly Row[]) });
    },
    count: () => waiting.length,
    async write(from) {
      while (waiting.length > from) {
        for (const alike of Map.groupBy(waiting.splice(from), ({ name }) => name).values()) {
          await alike[0]?.write(alike.map(({ row }) => row));
        }
      }
    },
    async writeKind(from, name) {
      const behind = waiting.splice(from);
      const alike = behind.filter((one) => one.name === name);
      waiting.push(...behind.filter((one) => one.name !== name));
      await alike[0]?.write(alike.map(({ row }) => row));
    },
    forget(from) {
      waiting.length = from;
    },
  };
}
