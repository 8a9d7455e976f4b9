/**
 * The server's own entry, with a SQLite that can be brought into trouble: `node serve-with-trouble.ts <file>`. Whenever the
 * file appears, the pragma in it is set on the connection that writes, and the file removed.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';

const [file = ''] = process.argv.slice(2);
const { pragma } = Database.prototype;
let writer: Database.Database | undefined;
const remember = (database: Database.Database): void => void (writer = database);

Database.prototype.pragma = function noticed(this: Database.Database, source, options): unknown {
  if (source === 'journal_mode = WAL') remember(this);
  return pragma.call(this, source, options);
};

setInterval(() => {
  if (!writer || !existsSync(file)) return;
  writer.pragma(readFileSync(file, 'utf8'));
  rmSync(file);
}, 20).unref();
await import('../../server/main.ts');
