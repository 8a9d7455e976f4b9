import { sql } from 'drizzle-orm';
import type { Db, Reading } from './storage.ts';

/** Statements are prepared for these numbers of rows, so that any number of rows takes few of them. */
const GROUP_SIZES = [256, 128, 64, 32, 16, 8, 7, 6, 5, 4, 3, 2, 1] as const;

interface Statement<Result> {
  execute(values: Record<string, unknown>): PromiseLike<Result>;
}

/**
 * Runs a prepared statement that takes many rows, in as few runs as its sizes allow, and answers what each run did.
 * @param key unique in the code base
 * @param build makes the statement of rows whose every value is a placeholder
 */
export async function executeRows<Row extends object, Result>(
  at: Reading,
  key: string,
  rows: readonly Row[],
  build: (db: Db, slots: Row[]) => { prepare(): Statement<Result> },
): Promise<Result[]> {
  const columns = Object.keys(rows[0] ?? {});
  const results: Result[] = [];
  for (const group of inGroups(rows)) {
    const statement = at.prepared(`${key}.${group.length}`, (db) => build(db, slotRows(columns, group.length)));
    results.push(await statement.execute(fillRows(columns, group)));
  }
  return results;
}

function inGroups<T>(rows: readonly T[]): T[][] {
  const groups: T[][] = [];
  let at = 0;
  for (const size of GROUP_SIZES) {
    for (; rows.length - at >= size; at += size) groups.push(rows.slice(at, at + size));
  }
  return groups;
}

/** Drizzle takes a placeholder wherever it takes a value of the column. */
function slotRows<Row>(columns: readonly string[], count: number): Row[] {
  return Array.from({ length: count }, (_, row) => {
    return Object.fromEntries(columns.map((column) => [column, sql.placeholder(`${row}.${column}`)])) as Row;
  });
}

function fillRows(columns: readonly string[], rows: readonly object[]): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [index, row] of rows.entries()) {
    for (const column of columns) values[`${index}.${column}`] = Reflect.get(row, column);
  }
  return values;
}
