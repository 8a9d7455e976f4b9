import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type LookedInto, openDatabase } from '../soak/open-database.ts';
import { startServerProcess } from '../soak/server-process.ts';
import { setUpSoakShop } from '../soak/soak-shop.ts';
import { untilSettled } from '../soak/until-settled.ts';
import { freePort } from '../support/free-port.ts';
import { createPreparedDatabase } from '../support/postgres.ts';
import { makeTempDir } from '../support/temp-dir.ts';

/** The real server in a process of its own, and what an attack did to it. */
export interface AttackedServer {
  readonly url: string;
  readonly port: number;
  /** A Page that is connected. */
  readonly pageId: string;
  readonly database: LookedInto;
  /** The most memory it has ever had, in MB. */
  peakMb(): Promise<number>;
  /** Waits until everything stored is split and settled. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

const SCRIPT = fileURLToPath(new URL('serve-and-measure.ts', import.meta.url));
const MEASURED_MS = 120;
const SETTLE_MS = 60_000;

/** Starts the server on an empty database. */
export async function startAttackedServer(dialect: 'sqlite' | 'postgres'): Promise<AttackedServer> {
  const dir = await makeTempDir('attack');
  const databaseUrl = dialect === 'postgres' ? await createPreparedDatabase() : undefined;
  const settings = { dataDir: dir.path, port: await freePort(), databaseUrl };
  const file = join(dir.path, 'memory');
  const server = startServerProcess({ ...settings, script: SCRIPT, args: [file] });
  try {
    await server.ready;
    const shop = await setUpSoakShop(server.url);
    const database = await openDatabase(settings);
    return {
      url: server.url,
      port: settings.port,
      pageId: shop.entries[0].pageId,
      database,
      async peakMb() {
        await sleep(MEASURED_MS);
        return Number(await readFile(file, 'utf8')) / 1024 / 1024;
      },
      async settle() {
        if ((await untilSettled(database, SETTLE_MS)) > SETTLE_MS) throw new Error('The server does not settle.');
      },
      async stop() {
        await database.close();
        await server.stop();
        await dir.remove();
      },
    };
  } catch (error) {
    await server.kill();
    await dir.remove();
    throw error;
  }
}
