import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getTableColumns, type Table } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import * as postgresSchema from '../../../server/migrations/postgres.schema.ts';
import * as sqliteSchema from '../../../server/migrations/sqlite.schema.ts';
import { dialects, MIGRATIONS } from '../../support/dialects.ts';
import { describeSchema } from './describe-schema.ts';
import { inspectPostgres } from './inspect-postgres.ts';
import { inspectSqlite } from './inspect-sqlite.ts';
import type { TableShape } from './table-shape.ts';

const inSqlite = describeSchema(sqliteSchema);
const inPostgres = describeSchema(postgresSchema);

/** The same kind of value under the name each database has for it. */
const SAME_TYPES: readonly (readonly [sqlite: string, postgres: readonly string[]])[] = [
  ['text', ['text', 'jsonb']],
  ['integer', ['bigint', 'boolean', 'timestamp(3) with time zone']],
  ['blob', ['bytea']],
];

/** The shape of a Postgres table with every type replaced by SQLite's for the same kind of value. */
function asInSqlite(shape: TableShape): TableShape {
  const columns = shape.columns.map((column) => {
    const [, name = '', type = '', required = ''] = /^(\S+) (.*?)( not null)?$/.exec(column) ?? [];
    const own = SAME_TYPES.find(([, theirs]) => theirs.includes(type))?.[0] ?? `unknown type ${type}`;
    return `${name} ${own}${required}`;
  });
  return { ...shape, columns: columns.toSorted() };
}

describe('the tables of all rooms', () => {
  test('are in both collections', () => {
    expect(inSqlite.length).toBeGreaterThan(0);
    expect(inPostgres.map(({ name }) => name)).toEqual(inSqlite.map(({ name }) => name));
  });

  test('are the same on both databases: columns, nullability, keys, indexes', () => {
    expect(inPostgres.map(asInSqlite)).toEqual(inSqlite);
  });

  test('have the same properties for the program on both databases', () => {
    expect(propertiesOf(postgresSchema)).toEqual(propertiesOf(sqliteSchema));
  });

  test('are collected from every room that has tables', () => {
    const server = join(MIGRATIONS, '..');
    const rooms = readdirSync(server, { recursive: true, encoding: 'utf8' })
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => path.endsWith('/tables.ts'));
    for (const dialect of ['sqlite', 'postgres']) {
      const text = readFileSync(join(MIGRATIONS, `${dialect}.schema.ts`), 'utf8');
      expect(rooms.filter((path) => !text.includes(`'../${path}'`))).toEqual([]);
    }
  });
});

describe.each(dialects)('the migrations on $name', (dialect) => {
  test('make exactly the tables that the rooms define', async () => {
    const opened = await dialect.open();
    try {
      const real = opened.databaseUrl
        ? await inspectPostgres(opened.databaseUrl)
        : inspectSqlite(join(opened.dataDir, 'threadtie.sqlite'));
      expect(real).toEqual(dialect.name === 'sqlite' ? inSqlite : inPostgres);
    } finally {
      await opened.close();
    }
  });
});

/** The properties by which the program knows the columns of each table. */
function propertiesOf(collected: Readonly<Record<string, Table>>): object {
  return Object.fromEntries(
    Object.entries(collected).map(([name, table]) => [name, Object.keys(getTableColumns(table))]),
  );
}
