import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Reading } from '../../server/base/storage/index.ts';
import { dialects } from './dialects.ts';

/** Tells how SQLite goes about queries, on an empty database of its own. */
export interface Explainer {
  /** The plan of every statement that the work runs, a line for each step. */
  planOf(work: (at: Reading) => Promise<unknown>): Promise<string>;
  close(): Promise<void>;
}

/** Opens an explainer with the product's tables. */
export async function openExplainer(): Promise<Explainer> {
  const [sqlite] = dialects;
  if (!sqlite) throw new Error('SQLite is missing among the dialects.');
  const opened = await sqlite.open();
  const database = new Database(join(opened.dataDir, 'threadtie.sqlite'), { readonly: true });
  const explain = (statement: string): string[] => {
    const values = Array.from({ length: statement.split('?').length - 1 }, () => 1);
    const steps = database.prepare(`EXPLAIN QUERY PLAN ${statement}`).all(...values) as { detail: string }[];
    return steps.map((step) => step.detail);
  };
  return {
    async planOf(work) {
      const statements: string[] = [];
      await opened.storage.read((at) => listening(at, statements, work));
      return statements.flatMap(explain).join('\n');
    },
    async close() {
      database.close();
      await opened.close();
    },
  };
}

/** Runs the work and writes down its statements. */
async function listening(at: Reading, statements: string[], work: (at: Reading) => Promise<unknown>): Promise<void> {
  const { session } = at.db as unknown as { session: { prepareQuery(query: { sql: string }): unknown } };
  const prepare = session.prepareQuery;
  session.prepareQuery = function prepareQuery(...args) {
    statements.push(args[0].sql);
    return prepare.apply(session, args);
  };
  try {
    await work(at);
  } finally {
    session.prepareQuery = prepare;
  }
}
