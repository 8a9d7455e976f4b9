import { isNotNull, isNull } from 'drizzle-orm';
import * as pg from 'drizzle-orm/pg-core';
import * as lite from 'drizzle-orm/sqlite-core';

/** Drizzle's own columns map null like a value when it is bound to a placeholder: a null flag would become false. */
function orNull<In, Out>(map: (value: In) => Out): (value: In) => Out {
  return (value) => (value === null ? asNull() : map(value));
}

/** Null under any name: drivers take it for every column, Drizzle's types leave it out because it is never mapped. */
function asNull<T>(): T {
  return null as T;
}

const liteBool = lite.customType<{ data: boolean; driverData: number }>({
  dataType: () => 'integer',
  toDriver: orNull((value) => (value ? 1 : 0)),
  fromDriver: (value) => value === 1,
});

const liteTime = lite.customType<{ data: Date; driverData: number }>({
  dataType: () => 'integer',
  toDriver: orNull((value) => value.getTime()),
  fromDriver: (value) => new Date(value),
});

const liteJson = lite.customType<{ data: unknown; driverData: string }>({
  dataType: () => 'text',
  toDriver: orNull((value) => JSON.stringify(value)),
  fromDriver: (value) => JSON.parse(value),
});

const pgTime = pg.customType<{ data: Date; driverData: string }>({
  dataType: () => 'timestamp (3) with time zone',
  toDriver: orNull((value) => value.toISOString()),
  fromDriver: (value) => new Date(value),
});

// The driver parses JSON by itself.
const pgJson = pg.customType<{ data: unknown; driverData: unknown }>({
  dataType: () => 'jsonb',
  toDriver: orNull((value) => JSON.stringify(value)),
  fromDriver: (value) => value,
});

const bytea = pg.customType<{ data: Buffer }>({ dataType: () => 'bytea' });

/**
 * The columns a room may use, in SQLite's form. Columns are nullable unless `.notNull()`; names become snake_case.
 * `int` holds whole numbers up to 2^53, `time` a Date to the millisecond, `serial` a number the database counts up.
 */
const sqliteKit = {
  dialect: 'sqlite' as 'sqlite' | 'postgres',
  table: lite.sqliteTable,
  id: () => lite.text(),
  text: () => lite.text(),
  int: () => lite.integer({ mode: 'number' }),
  bool: () => liteBool(),
  time: () => liteTime(),
  json: <T>() => liteJson().$type<T>(),
  bytes: () => lite.blob({ mode: 'buffer' }),
  serial: () => lite.integer({ mode: 'number' }).primaryKey({ autoIncrement: true }),
  index: lite.index,
  unique: lite.uniqueIndex,
  primaryKey: lite.primaryKey,
  isNull,
  isNotNull,
};

export type Kit = typeof sqliteKit;

const postgresKit = {
  dialect: 'postgres' as const,
  table: pg.pgTable,
  id: () => pg.text(),
  text: () => pg.text(),
  int: () => pg.bigint({ mode: 'number' }),
  bool: () => pg.boolean(),
  time: () => pgTime(),
  json: <T>() => pgJson().$type<T>(),
  bytes: () => bytea(),
  serial: () => pg.bigserial({ mode: 'number' }).primaryKey(),
  index: pg.index,
  unique: pg.uniqueIndex,
  primaryKey: pg.primaryKey,
  isNull,
  isNotNull,
};

/** A room's tables in both forms. */
export interface Tables<T> {
  readonly sqlite: T;
  readonly postgres: T;
  /** The tables in the form of whatever is at hand: a transaction, or the kit while other tables refer to these. */
  of(at: { readonly dialect: 'sqlite' | 'postgres' }): T;
}

/** Defines a room's tables once and builds them for both dialects. */
export function defineTables<T>(build: (kit: Kit) => T): Tables<T> {
  const sqlite = build(sqliteKit);
  const postgres = build(asSqliteKit(postgresKit));
  return { sqlite, postgres, of: (at) => (at.dialect === 'sqlite' ? sqlite : postgres) };
}

/**
 * The one place where Postgres' tables take the type of SQLite's. It holds because both kits offer the same columns with
 * the same JavaScript types, which the schema-equality test checks column by column.
 */
function asSqliteKit(kit: typeof postgresKit): Kit {
  return kit as unknown as Kit;
}
