import { Client } from 'pg';
import { describeIndex, type TableShape } from './table-shape.ts';

/** What the tables in the schema `public` of a real Postgres database look like; sorted by name. */
export async function inspectPostgres(url: string): Promise<TableShape[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      "SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'",
    );
    const shapes: TableShape[] = [];
    for (const { name } of rows) shapes.push(await inspectTable(client, name));
    return shapes.toSorted((a, b) => a.name.localeCompare(b.name));
  } finally {
    await client.end();
  }
}

async function inspectTable(client: Client, name: string): Promise<TableShape> {
  const list = async <T extends object>(text: string): Promise<T[]> => (await client.query<T>(text, [name])).rows;
  const columns = await list<{ name: string; type: string; required: boolean }>(COLUMNS);
  const indexes = await list<{ name: string; columns: string[]; unique: boolean; primary: boolean; partial: boolean }>(
    INDEXES,
  );
  const foreignKeys = await list<{ text: string }>(FOREIGN_KEYS);
  return {
    name,
    columns: columns.map((each) => `${each.name} ${each.type}${each.required ? ' not null' : ''}`).toSorted(),
    primaryKey: indexes.find((each) => each.primary)?.columns ?? [],
    indexes: indexes
      .filter((each) => !each.primary)
      .map((each) => describeIndex({ ...each, isUnique: each.unique, isPartial: each.partial }))
      .toSorted(),
    foreignKeys: foreignKeys.map((each) => each.text).toSorted(),
  };
}

const COLUMNS = `
  SELECT attname AS name, format_type(atttypid, atttypmod) AS type, attnotnull AS required
  FROM pg_attribute
  WHERE attrelid = ('public.' || quote_ident($1))::regclass AND attnum > 0 AND NOT attisdropped`;

const INDEXES = `
  SELECT c.relname AS name, i.indisunique AS unique, i.indisprimary AS primary, i.indpred IS NOT NULL AS partial,
    ARRAY(
      SELECT coalesce(a.attname, '(expression)')::text
      FROM unnest(i.indkey) WITH ORDINALITY AS k(number, place)
      LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number
      ORDER BY k.place
    ) AS columns
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
  WHERE i.indrelid = ('public.' || quote_ident($1))::regclass`;

const FOREIGN_KEYS = `
  SELECT a.attname || ' -> ' || f.relname || '.' || b.attname AS text
  FROM pg_constraint k
  CROSS JOIN LATERAL unnest(k.conkey, k.confkey) AS pair(own, other)
  JOIN pg_class f ON f.oid = k.confrelid
  JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = pair.own
  JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = pair.other
  WHERE k.contype = 'f' AND k.conrelid = ('public.' || quote_ident($1))::regclass`;
