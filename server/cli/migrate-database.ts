import { fileURLToPath } from 'node:url';
import { systemClock } from '../base/clock.ts';
import { createLog } from '../base/log.ts';
import { createQueue } from '../base/queue/index.ts';
import { openStorage } from '../base/storage/index.ts';
import { readConfig } from '../config.ts';
import { prepareFolder } from '../data-folder.ts';

const MIGRATIONS = fileURLToPath(new URL('../migrations', import.meta.url));
const GRACE_MS = 1000;

/** Brings the database that the environment names up to date, and answers where it is. */
export async function migrateDatabase(): Promise<string> {
  process.umask(0o077);
  const { databaseUrl, dataDir, logLevel } = readConfig();
  prepareFolder(dataDir);
  const storage = await openStorage({ databaseUrl, dataDir, migrations: MIGRATIONS });
  try {
    // Opening the queue brings its own tables up to date.
    const queue = await createQueue({ storage, databaseUrl, clock: systemClock, log: createLog(logLevel) });
    await queue.stop(GRACE_MS);
    return storage.where;
  } finally {
    await storage.close();
  }
}
