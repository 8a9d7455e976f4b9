import { join } from 'node:path';
import Database from 'better-sqlite3';

const PER_DELIVERY = 10;
const BODY_BYTES = 1000;
const PEOPLE = 500_000;
const PAGE = '9007199254740995';
const SPREAD_MS = 13 * 24 * 60 * 60 * 1000;

/**
 * Fills an SQLite database that a server has created with events that were applied in the days before, their deliveries, and
 * the threads of half a million people, by statements over whole sets. No server may run on it.
 */
export function seedEvents(dataDir: string, events: number): void {
  const database = new Database(join(dataDir, 'threadtie.sqlite'));
  try {
    database.pragma('synchronous = OFF');
    database.pragma('cache_size = -1000000');
    const indexes = database
      .prepare<[], { name: string; sql: string }>(
        `SELECT name, sql FROM sqlite_master
         WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ('inbox_events', 'inbox_deliveries', 'threads')`,
      )
      .all();
    for (const { name } of indexes) database.exec(`DROP INDEX ${name}`);
    const begin = Date.now() - SPREAD_MS;
    database.exec(fillAll(events, begin, (SPREAD_MS - 60_000) / events));
    // Built over the whole table, an index costs a fraction of what it costs row by row.
    for (const { sql } of indexes) database.exec(sql);
    database.exec('ANALYZE');
    database.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    database.close();
  }
}

function fillAll(events: number, begin: number, stepMs: number): string {
  const numbers = (count: number): string =>
    `WITH RECURSIVE numbers(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < ${count})`;
  const at = (n: string): string => `${begin} + CAST(${n} * ${stepMs} AS INTEGER)`;
  const psid = `CAST(6000000000000000 + (n * 7919) % ${PEOPLE} AS TEXT)`;
  return `BEGIN;
    INSERT INTO inbox_deliveries (app_id, received_at, size, status, events, duplicates, body)
    ${numbers(events / PER_DELIVERY)}
    SELECT '730000000000019', ${at(`n * ${PER_DELIVERY}`)}, ${BODY_BYTES}, 'split', ${PER_DELIVERY}, 0,
      randomblob(${BODY_BYTES}) FROM numbers;
    INSERT INTO inbox_events (delivery_id, app_id, path, dedupe_key, partition, kind, page_id, psid, status, attempts,
      is_forced, occurred_at, received_at, due_at, settled_at, applied_at)
    ${numbers(events)}
    SELECT 1 + n / ${PER_DELIVERY}, '730000000000019', 'entry.' || (n % ${PER_DELIVERY}) || '.messaging.0',
      lower(hex(randomblob(32))), 0, 'message', '${PAGE}', ${psid}, 'applied', 1,
      0, ${at('n')}, ${at('n')}, ${at('n')}, ${at('n')} + 20, ${at('n')} + 20 FROM numbers;
    INSERT OR IGNORE INTO threads (page_id, psid, first_seen_at, last_seen_at)
    ${numbers(PEOPLE)} SELECT '${PAGE}', ${psid}, ${begin}, ${begin} FROM numbers;
    COMMIT;`;
}
