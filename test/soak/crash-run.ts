import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../support/free-port.ts';
import { countUp } from './count-up.ts';
import { makeTraffic } from './make-traffic.ts';
import { type LookedInto, openDatabase } from './open-database.ts';
import { createSeededRandom, type SeededRandom } from './seeded-random.ts';
import { sendTraffic, type TrafficLog } from './send-traffic.ts';
import { type ServerProcess, type ServerSettings, startServerProcess } from './server-process.ts';
import { setUpSoakShop } from './soak-shop.ts';
import { untilSettled } from './until-settled.ts';

/** What a crash run does and where. */
export interface CrashRunOptions {
  readonly dataDir: string;
  readonly databaseUrl?: string | undefined;
  readonly kills: number;
  readonly seed: number;
  /** Ends the killing early when it takes longer. */
  readonly maxSeconds?: number;
  readonly onKill?: (kill: number) => void;
}

/** What a crash run found. `problems` is empty when nothing was lost and nothing was applied twice. */
export interface CrashReport {
  readonly kills: number;
  /** Kills before the server took requests, those of its very first start included. */
  readonly killsInStartUp: number;
  readonly deliveries: number;
  readonly acknowledged: number;
  readonly cutOff: number;
  readonly refused: number;
  readonly repeated: number;
  readonly events: number;
  readonly accountLinks: number;
  /** How long the last server needed to apply what was left. */
  readonly settledMs: number;
  readonly seconds: number;
  readonly problems: readonly string[];
}

const CONNECTIONS = 24;
const REST_MS = 4;
const SHARE_IN_START_UP = 0.25;
const RUN_MS = [50, 600] as const;
const SETTLE_MS = 120_000;

/**
 * Kills the real server (SIGKILL) again and again while deliveries stream in, lets the last one settle, and counts in the
 * database whether every acknowledged delivery is stored and every event of it was applied exactly once.
 */
export async function crashRun(options: CrashRunOptions): Promise<CrashReport> {
  const begun = performance.now();
  const random = createSeededRandom(options.seed);
  const settings = { dataDir: options.dataDir, databaseUrl: options.databaseUrl, port: await freePort() };
  const firstKills = Math.min(3, Math.floor(options.kills / 4));
  const startMs = await measureStart(settings, random, firstKills);
  const target = await beginTraffic(settings, random);
  let kills = firstKills;
  let killsInStartUp = firstKills;
  const isOver = (): boolean => (performance.now() - begun) / 1000 > (options.maxSeconds ?? Infinity);
  try {
    while (kills < options.kills && !isOver()) {
      if (await target.kill(startMs)) killsInStartUp++;
      kills++;
      options.onKill?.(kills);
    }
    const { log, settledMs } = await target.finish();
    const problems = await withDatabase(settings, (database) => countUp(database, log.deliveries));
    const seconds = (performance.now() - begun) / 1000;
    return { kills, killsInStartUp, ...totals(log), settledMs, seconds, problems: [...log.problems, ...problems] };
  } finally {
    await target.end();
  }
}

/** Starts the server on no data at all, killing it while it creates them; then once in peace, to see how long it takes. */
async function measureStart(settings: ServerSettings, random: SeededRandom, kills: number): Promise<number> {
  for (let kill = 0; kill < kills; kill++) {
    const server = startServerProcess(settings);
    await sleep(random.between(200, 900));
    await server.kill();
  }
  const begun = performance.now();
  const server = startServerProcess(settings);
  await server.ready;
  const startMs = performance.now() - begun;
  await server.kill();
  return startMs;
}

/** The server under traffic, as often as it is started again. */
interface Target {
  /** Kills the server at some instant and starts the next; answers whether it had not even begun to take requests. */
  kill(startMs: number): Promise<boolean>;
  /** Lets the last server receive and apply all that is under way, and ends it in peace. */
  finish(): Promise<{ log: TrafficLog; settledMs: number }>;
  /** Makes sure that no server is left. */
  end(): Promise<void>;
}

async function beginTraffic(settings: ServerSettings, random: SeededRandom): Promise<Target> {
  let server = startServerProcess(settings);
  await server.ready;
  const { url } = server;
  const shop = await setUpSoakShop(url);
  const traffic = makeTraffic(shop, random);
  const sender = sendTraffic({ url, shop, traffic, random, connections: CONNECTIONS, restMs: REST_MS });
  sender.setUp(true);
  return {
    async kill(startMs) {
      const isReady = await waitForInstant(server, startMs, random, () => sender.setUp(true));
      await server.kill();
      sender.setUp(false);
      server = startServerProcess(settings);
      return !isReady;
    },
    async finish() {
      await server.ready;
      sender.setUp(true);
      const log = await sender.finish();
      const settledMs = await withDatabase(settings, (database) => untilSettled(database, SETTLE_MS));
      await server.stop();
      return { log, settledMs };
    },
    async end() {
      sender.setUp(false);
      await server.kill();
    },
  };
}

/** Sometimes an instant of the start-up, else one soon after; answers whether the server was ready by then. */
async function waitForInstant(
  server: ServerProcess,
  startMs: number,
  random: SeededRandom,
  onReady: () => void,
): Promise<boolean> {
  let isReady = false;
  const ready = server.ready.then(() => {
    isReady = true;
    onReady();
  });
  if (random.fraction() < SHARE_IN_START_UP) {
    ready.catch(() => undefined);
    await sleep(random.between(0, Math.ceil(startMs)));
  } else {
    await ready;
    await sleep(random.between(...RUN_MS));
  }
  return isReady;
}

async function withDatabase<T>(settings: ServerSettings, look: (database: LookedInto) => Promise<T>): Promise<T> {
  const database = await openDatabase(settings);
  try {
    return await look(database);
  } finally {
    await database.close();
  }
}

function totals(log: TrafficLog) {
  const events = log.deliveries.flatMap((delivery) => delivery.events);
  return {
    deliveries: log.deliveries.length,
    acknowledged: log.deliveries.reduce((sum, { acknowledgements }) => sum + acknowledgements, 0),
    cutOff: log.cutOff,
    refused: log.refused,
    repeated: log.repeated,
    events: events.length,
    accountLinks: events.filter(({ arrival }) => arrival?.visit).length,
  };
}
