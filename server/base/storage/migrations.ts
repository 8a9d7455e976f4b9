import { readMigrationFiles } from 'drizzle-orm/migrator';
import { ThreadtieError } from '../errors.ts';

/** The times (ms) of the migrations this program knows, oldest first. */
export function knownMigrations(migrationsFolder: string): number[] {
  return readMigrationFiles({ migrationsFolder }).map((migration) => migration.folderMillis);
}

/**
 * Refuses a database that a newer Threadtie has already changed.
 * @param applied time (ms) of the newest migration in the database, as the driver gives it
 * @throws {ThreadtieError} `storage_unavailable` when it is newer than all that are known
 */
export function assertKnownSchema(applied: unknown, known: readonly number[]): void {
  if (applied === undefined || applied === null) return;
  if (Number(applied) <= Math.max(0, ...known)) return;
  throw new ThreadtieError(
    'storage_unavailable',
    'The database was written by a newer version of Threadtie.',
    'Start that version again, or restore the backup made before the upgrade.',
  );
}
