import { eq, sql } from 'drizzle-orm';
import { defineTables, type Reading, type Tx } from '../../../server/base/storage/index.ts';
import type { Migration } from '../../support/write-migrations.ts';

/** A small domain for the contract: notes with a unique text, counters, and notes that belong to a counter. */
export const tables = defineTables((kit) => {
  const counters = kit.table('counters', { id: kit.id().primaryKey(), value: kit.int().notNull() });
  const notes = kit.table(
    'notes',
    {
      id: kit.id().primaryKey(),
      body: kit.text().notNull(),
      counterId: kit.text().references(() => counters.id),
    },
    (t) => [kit.unique('notes_body_unique').on(t.body)],
  );
  const samples = kit.table('samples', {
    number: kit.serial(),
    isTrue: kit.bool(),
    at: kit.time(),
    tree: kit.json<{ readonly leaves: readonly string[] }>(),
    raw: kit.bytes(),
    big: kit.int(),
  });
  return { counters, notes, samples };
});

/** The migration that makes these tables. */
export const NOTEBOOK: Migration = {
  sqlite: [
    'CREATE TABLE counters (id text PRIMARY KEY NOT NULL, value integer NOT NULL)',
    'CREATE TABLE notes (id text PRIMARY KEY NOT NULL, body text NOT NULL, counter_id text REFERENCES counters(id))',
    'CREATE UNIQUE INDEX notes_body_unique ON notes (body)',
    'CREATE TABLE samples (number integer PRIMARY KEY AUTOINCREMENT, is_true integer, at integer, tree text, raw blob, big integer)',
  ],
  postgres: [
    'CREATE TABLE counters (id text PRIMARY KEY, value bigint NOT NULL)',
    'CREATE TABLE notes (id text PRIMARY KEY, body text NOT NULL, counter_id text REFERENCES counters(id))',
    'CREATE UNIQUE INDEX notes_body_unique ON notes (body)',
    'CREATE TABLE samples (number bigserial PRIMARY KEY, is_true boolean, at timestamptz(3), tree jsonb, raw bytea, big bigint)',
  ],
};

/** Writes a note whose text is its id. */
export async function addNote(tx: Tx, id: string): Promise<void> {
  const { notes } = tables.of(tx);
  await tx.db.insert(notes).values({ id, body: id });
}

/** The ids of all notes that can be seen here, sorted. */
export async function noteIds(at: Reading): Promise<string[]> {
  const { notes } = tables.of(at);
  const rows = await at.db.select({ id: notes.id }).from(notes).orderBy(notes.id);
  return rows.map((row) => row.id);
}

/** Makes a counter that stands at 0. */
export async function addCounter(tx: Tx, id: string): Promise<void> {
  await tx.db.insert(tables.of(tx).counters).values({ id, value: 0 });
}

/** Adds one to a counter in one statement. */
export async function increment(tx: Tx, id: string): Promise<void> {
  const { counters } = tables.of(tx);
  await tx.db
    .update(counters)
    .set({ value: sql`${counters.value} + 1` })
    .where(eq(counters.id, id));
}

/** Where a counter stands; undefined when there is none. */
export async function counterValue(at: Reading, id: string): Promise<number | undefined> {
  const { counters } = tables.of(at);
  const [row] = await at.db.select().from(counters).where(eq(counters.id, id));
  return row?.value;
}
