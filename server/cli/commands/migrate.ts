import { Command } from 'commander';
import { printJson, printLine } from '../print.ts';

const EXAMPLE = `
The database is the one that DATABASE_URL or DATA_DIR names.

Example:
  threadtie migrate`;

/** `threadtie migrate`: brings the database up to date without serving. */
export function migrateCommand(): Command {
  return new Command('migrate')
    .description('bring the database up to date, without starting the server')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', EXAMPLE)
    .action(migrate);
}

async function migrate({ json }: { readonly json?: true }): Promise<void> {
  // Loaded only here: the other commands do without a database, and start faster so.
  const { migrateDatabase } = await import('../migrate-database.ts');
  const database = await migrateDatabase();
  if (json) printJson({ database, upToDate: true });
  else printLine(`The database ${database} is up to date.`);
}
