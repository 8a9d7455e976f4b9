import { is } from 'drizzle-orm';
import { toSnakeCase } from 'drizzle-orm/casing';
import * as pg from 'drizzle-orm/pg-core';
import * as lite from 'drizzle-orm/sqlite-core';
import { describeIndex, type TableShape } from './table-shape.ts';

/** What a module of collected tables says that the database looks like; sorted by name. */
export function describeSchema(collected: Readonly<Record<string, unknown>>): TableShape[] {
  const shapes = Object.values(collected).flatMap((value) => {
    if (is(value, lite.SQLiteTable)) return [describeTable(lite.getTableConfig(value))];
    if (is(value, pg.PgTable)) return [describeTable(pg.getTableConfig(value))];
    return [];
  });
  return shapes.toSorted((a, b) => a.name.localeCompare(b.name));
}

type Config = ReturnType<typeof lite.getTableConfig> | ReturnType<typeof pg.getTableConfig>;

function describeTable(config: Config): TableShape {
  const composite = config.primaryKeys.flatMap((key) => key.columns.map(nameOf));
  const single = config.columns.filter((column) => column.primary).map(nameOf);
  return {
    name: config.name,
    columns: config.columns.map((column) => describeColumn(column, composite)).toSorted(),
    primaryKey: composite.length > 0 ? composite : single,
    indexes: config.indexes.map(({ config: index }) => describeIndexConfig(index)).toSorted(),
    foreignKeys: config.foreignKeys.flatMap((key) => describeForeignKey(key.reference())).toSorted(),
  };
}

function nameOf(column: { name?: string | undefined; keyAsName?: boolean }): string {
  return toSnakeCase(column.name ?? '');
}

function describeColumn(column: Config['columns'][number], composite: readonly string[]): string {
  const type = column.getSQLType().replaceAll(' (', '(').replace('bigserial', 'bigint');
  const isRequired = column.notNull || column.primary || composite.includes(nameOf(column));
  return `${nameOf(column)} ${type}${isRequired ? ' not null' : ''}`;
}

function describeIndexConfig(index: Config['indexes'][number]['config']): string {
  const columns = index.columns.map((column) => ('name' in column ? nameOf(column) : '(expression)'));
  const isPartial = index.where !== undefined;
  return describeIndex({ name: index.name ?? '', columns, isUnique: index.unique, isPartial });
}

function describeForeignKey(reference: {
  columns: readonly { name: string }[];
  foreignColumns: readonly { name: string }[];
  foreignTable: lite.SQLiteTable | pg.PgTable;
}): string[] {
  const { foreignTable } = reference;
  const table = is(foreignTable, pg.PgTable)
    ? pg.getTableConfig(foreignTable).name
    : lite.getTableConfig(foreignTable).name;
  return reference.columns.map((column, at) => {
    const foreign = reference.foreignColumns[at];
    return `${nameOf(column)} -> ${table}.${foreign ? nameOf(foreign) : ''}`;
  });
}
