import { defineTables } from '../storage/index.ts';

/**
 * `jobs` is the line of the SQLite queue (Postgres keeps its own in the schema `pgboss`); `dead_jobs` holds, on both, what
 * failed as often as its definition allows. A `held` job stands behind another one of its key.
 */
export const queueTables = defineTables((kit) => ({
  jobs: kit.table(
    'jobs',
    {
      seq: kit.serial(),
      name: kit.text().notNull(),
      key: kit.text(),
      data: kit.json<unknown>(),
      failures: kit.int().notNull(),
      held: kit.bool().notNull(),
      startAfter: kit.time().notNull(),
    },
    (table) => [
      kit.index('jobs_claim').on(table.name, table.held, table.startAfter, table.seq),
      kit.index('jobs_line').on(table.name, table.key, table.held, table.seq),
    ],
  ),
  deadJobs: kit.table(
    'dead_jobs',
    {
      seq: kit.serial(),
      id: kit.text().notNull(),
      name: kit.text().notNull(),
      key: kit.text(),
      data: kit.json<unknown>(),
      attempts: kit.int().notNull(),
      error: kit.text().notNull(),
      failedAt: kit.time().notNull(),
    },
    (table) => [kit.index('dead_jobs_name').on(table.name, table.seq)],
  ),
}));
