import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '../support/free-port.ts';
import { openDatabase } from '../soak/open-database.ts';
import { type ServerSettings, startServerProcess } from '../soak/server-process.ts';
import { setUpSoakShop, type SoakEntry } from '../soak/soak-shop.ts';
import type { BenchPlace } from './bench-place.ts';
import { runLoad } from './run-load.ts';

/** How many unique referral events become recorded arrivals per second. */
export interface Application {
  readonly events: number;
  /** All were stored beforehand, one to a delivery: split and applied only. */
  readonly backlogPerSecond: number;
  readonly statementsPerEvent: number;
  /** Received by HTTP, stored, split and applied, from the first request to the last arrival. */
  readonly streamPerSecond: number;
}

const SCRIPT = fileURLToPath(new URL('apply-backlog.ts', import.meta.url));
const CONNECTIONS = 64;
const LOOK_MS = 20;
const PATIENCE_MS = 120_000;

/** Measures both on empty data of their own. */
export async function measureApplication(place: BenchPlace, events: number): Promise<Application> {
  const backlog = await applyBacklog(place, events);
  return { events, ...backlog, streamPerSecond: await applyStream(place, events) };
}

async function applyBacklog(place: BenchPlace, events: number) {
  const data = await place.emptyData();
  try {
    const settings = { ...data, port: await freePort() };
    const entry = await prepare(settings);
    const child = startServerProcess({ ...settings, script: SCRIPT, args: [String(events), entry.pageId, entry.code] });
    const said = JSON.parse(await child.lastLine()) as { perSecond: number; statementsPerEvent: number };
    return { backlogPerSecond: said.perSecond, statementsPerEvent: said.statementsPerEvent };
  } finally {
    await data.remove();
  }
}

/** Creates the shop by the product's own API. */
async function prepare(settings: ServerSettings): Promise<SoakEntry> {
  const server = startServerProcess(settings);
  await server.ready;
  const shop = await setUpSoakShop(server.url);
  await server.stop();
  return shop.entries[0];
}

async function applyStream(place: BenchPlace, events: number): Promise<number> {
  const data = await place.emptyData();
  const server = startServerProcess({ ...data, port: await freePort() });
  try {
    await server.ready;
    const { pageId, code } = (await setUpSoakShop(server.url)).entries[0];
    const perConnection = Math.floor(events / CONNECTIONS);
    const amount = perConnection * CONNECTIONS;
    const load = { url: server.url, pageId, ref: code, connections: CONNECTIONS, bodies: perConnection };
    const database = await openDatabase(data);
    const loading = runLoad(load);
    const begun = await untilArrived(database, 1);
    const ended = await untilArrived(database, amount);
    await loading;
    await database.close();
    return amount / ((ended - begun) / 1000);
  } finally {
    await server.kill();
    await data.remove();
  }
}

async function untilArrived(database: Awaited<ReturnType<typeof openDatabase>>, count: number): Promise<number> {
  const begun = performance.now();
  for (;;) {
    const [row] = await database.rows('SELECT count(*) AS n FROM arrivals');
    if (Number(row?.['n']) >= count) return performance.now();
    if (performance.now() - begun > PATIENCE_MS) throw new Error(`Only ${row?.['n']} of ${count} have arrived.`);
    await sleep(LOOK_MS);
  }
}
