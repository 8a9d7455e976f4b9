import type pg from 'pg';

/** Ends the backends of our listeners to this client's database; answers how many there were. */
export async function cutListeners(client: pg.Client): Promise<number> {
  const { rowCount } = await client.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND application_name = 'threadtie-listener'`,
  );
  return rowCount ?? 0;
}
