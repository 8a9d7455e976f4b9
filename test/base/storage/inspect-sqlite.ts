import Database from 'better-sqlite3';
import { describeIndex, type TableShape } from './table-shape.ts';

interface Column {
  readonly name: string;
  readonly type: string;
  readonly notnull: number;
  readonly pk: number;
}

interface Index {
  readonly name: string;
  readonly unique: number;
  readonly partial: number;
  readonly origin: string;
}

interface ForeignKey {
  readonly from: string;
  readonly to: string;
  readonly table: string;
}

/** What the tables of a real SQLite file look like; sorted by name. */
export function inspectSqlite(file: string): TableShape[] {
  const database = new Database(file, { readonly: true });
  try {
    const names = database
      .prepare<[], string>(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '\\_\\_%' ESCAPE '\\'",
      )
      .pluck()
      .all();
    return names.toSorted((a, b) => a.localeCompare(b)).map((name) => inspectTable(database, name));
  } finally {
    database.close();
  }
}

function inspectTable(database: Database.Database, name: string): TableShape {
  const list = <T>(pragma: string): T[] => database.prepare<[string], T>(`SELECT * FROM pragma_${pragma}(?)`).all(name);
  const columns = list<Column>('table_info');
  const key = columns.filter(({ pk }) => pk > 0).toSorted((a, b) => a.pk - b.pk);
  const indexes = list<Index>('index_list').filter(({ origin }) => origin === 'c');
  return {
    name,
    columns: columns
      .map((each) => `${each.name} ${each.type.toLowerCase()}${each.notnull || each.pk ? ' not null' : ''}`)
      .toSorted(),
    primaryKey: key.map((each) => each.name),
    indexes: indexes.map((index) => inspectIndex(database, index)).toSorted(),
    foreignKeys: list<ForeignKey>('foreign_key_list')
      .map(({ from, to, table }) => `${from} -> ${table}.${to}`)
      .toSorted(),
  };
}

function inspectIndex(database: Database.Database, index: Index): string {
  const rows = database
    .prepare<[string], { name: string | null }>('SELECT name FROM pragma_index_info(?) ORDER BY seqno')
    .all(index.name);
  return describeIndex({
    name: index.name,
    columns: rows.map((row) => row.name ?? '(expression)'),
    isUnique: index.unique === 1,
    isPartial: index.partial === 1,
  });
}
