import { openDatabase } from '../soak/open-database.ts';
import { startServerProcess } from '../soak/server-process.ts';
import { setUpSoakShop } from '../soak/soak-shop.ts';
import { untilSettled } from '../soak/until-settled.ts';
import { freePort } from '../support/free-port.ts';
import type { BenchPlace } from './bench-place.ts';
import { runLoad } from './run-load.ts';

const CONNECTIONS = 64;
const PATIENCE_MS = 300_000;

/**
 * How many referral events of a backlog several worker processes apply per second, from the first to the last. A process of
 * its own has received them before, and idles.
 */
export async function measureWorkers(place: BenchPlace, events: number, workers: number): Promise<number> {
  const data = await place.emptyData();
  const web = startServerProcess({ ...data, role: 'web', port: await freePort() });
  const started = [web];
  try {
    await web.ready;
    const { pageId, code } = (await setUpSoakShop(web.url)).entries[0];
    const bodies = Math.floor(events / CONNECTIONS);
    const amount = bodies * CONNECTIONS;
    await runLoad({ url: web.url, pageId, ref: code, connections: CONNECTIONS, bodies });
    for (let worker = 0; worker < workers; worker++) {
      started.push(startServerProcess({ ...data, role: 'worker', port: await freePort() }));
    }
    const database = await openDatabase(data);
    await untilSettled(database, PATIENCE_MS);
    const [row] = await database.rows(
      'SELECT count(*) AS n, max(applied_at) AS ended, min(applied_at) AS begun FROM inbox_events',
    );
    await database.close();
    if (Number(row?.['n']) !== amount) throw new Error(`${row?.['n']} events are there of ${amount}.`);
    return amount / ((Number(row?.['ended']) - Number(row?.['begun'])) / 1000);
  } finally {
    for (const server of started) await server.kill();
    await data.remove();
  }
}
