import { sql } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { Reading } from '../../server/base/storage/index.ts';

/** Asks the very connection that a transaction or a read runs on; answers the values of all columns, row by row. */
export async function askDatabase(at: Reading, statement: string): Promise<unknown[]> {
  const rows = at.dialect === 'sqlite' ? at.db.all<object>(sql.raw(statement)) : await askPostgres(at, statement);
  return rows.flatMap((row) => Object.values(row));
}

/** Stores see Postgres' query builder under the type of SQLite's; its own `execute` is there all the same. */
async function askPostgres(at: Reading, statement: string): Promise<object[]> {
  const db = at.db as unknown as NodePgDatabase;
  return (await db.execute(sql.raw(statement))).rows;
}
