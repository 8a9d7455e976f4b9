import { join } from 'node:path';
import Database from 'better-sqlite3';
import pg from 'pg';

/** A value as either driver hands it out. */
export type Row = Readonly<Record<string, unknown>>;

/** Looks into the server's database past the server, so that what it says of itself is not taken on trust. */
export interface LookedInto {
  rows(sql: string): Promise<Row[]>;
  close(): Promise<void>;
}

/** Opens the database for reading only. */
export async function openDatabase(where: { dataDir: string; databaseUrl?: string | undefined }): Promise<LookedInto> {
  if (!where.databaseUrl) {
    const file = new Database(join(where.dataDir, 'threadtie.sqlite'), { readonly: true });
    file.defaultSafeIntegers(false);
    return {
      rows: async (sql) => file.prepare<[], Row>(sql).all(),
      close: async () => void file.close(),
    };
  }
  const client = new pg.Client({ connectionString: where.databaseUrl });
  await client.connect();
  await client.query('SET default_transaction_read_only = on');
  return {
    rows: async (sql) => (await client.query<Row>(sql)).rows,
    close: () => client.end(),
  };
}
