import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../support/free-port.ts';
import type { PostgresServer } from '../support/postgres-server.ts';
import { countUp } from './count-up.ts';
import { crashBackend, crashPostgres } from './crash-postgres.ts';
import { makeTraffic } from './make-traffic.ts';
import { type LookedInto, openDatabase } from './open-database.ts';
import { createSeededRandom, type SeededRandom } from './seeded-random.ts';
import { sendTraffic, type TrafficLog, type TrafficSender } from './send-traffic.ts';
import { type Roles, type ServerFleet, startServerFleet } from './server-fleet.ts';
import { type ServerSettings, startServerProcess } from './server-process.ts';
import { setUpSoakShop } from './soak-shop.ts';
import { untilSettled } from './until-settled.ts';

/** What a crash run does and where. */
export interface CrashRunOptions {
  readonly dataDir: string;
  readonly databaseUrl?: string | undefined;
  /** The processes that share the database; one that does everything by default. */
  readonly roles?: Roles | undefined;
  /** The Postgres behind `databaseUrl`: it is killed too, and processes of it are. */
  readonly postgres?: PostgresServer | undefined;
  readonly kills: number;
  readonly seed: number;
  /** Ends the killing early when it takes longer. */
  readonly maxSeconds?: number;
  readonly onKill?: (kill: number) => void;
}

/** What a crash run found. `problems` is empty when nothing was lost and nothing was applied twice. */
export interface CrashReport {
  /** Kills of servers. */
  readonly kills: number;
  /** Kills before the server took requests, those of its very first start included. */
  readonly killsInStartUp: number;
  /** Kills of Postgres as a whole, and of single processes of it. */
  readonly postgresKills: number;
  readonly backendKills: number;
  readonly deliveries: number;
  readonly acknowledged: number;
  readonly cutOff: number;
  readonly refused: number;
  readonly repeated: number;
  readonly events: number;
  readonly accountLinks: number;
  /** How long the last servers needed to apply what was left. */
  readonly settledMs: number;
  readonly seconds: number;
  readonly problems: readonly string[];
}

type ServerPlace = Pick<ServerSettings, 'dataDir' | 'databaseUrl'>;

const CONNECTIONS = 24;
const REST_MS = 4;
const FIRST_DELIVERIES = 60;
const SETTLE_MS = 120_000;
const POSTGRES_EVERY = 3; // kills of servers

/**
 * Kills the real server (SIGKILL) again and again while deliveries stream in, lets the last one settle, and counts in the
 * database whether every acknowledged delivery is stored and every event of it was applied exactly once.
 */
export async function crashRun(options: CrashRunOptions): Promise<CrashReport> {
  const begun = performance.now();
  const random = createSeededRandom(options.seed);
  const where = { dataDir: options.dataDir, databaseUrl: options.databaseUrl };
  const firstKills = Math.min(3, Math.floor(options.kills / 4));
  const startMs = await measureStart(where, random, firstKills);
  const target = await beginTraffic(where, options.roles ?? ['all'], random);
  const counts = { kills: firstKills, killsInStartUp: firstKills, postgresKills: 0, backendKills: 0 };
  const isOver = (): boolean => (performance.now() - begun) / 1000 > (options.maxSeconds ?? Infinity);
  try {
    while (counts.kills < options.kills && !isOver()) {
      if (options.postgres && counts.kills % POSTGRES_EVERY === 0) {
        await killInPostgres(options.postgres, target.fleet, random, counts);
      }
      if (await target.fleet.killOne(startMs)) counts.killsInStartUp++;
      counts.kills++; // not inside the call: without a listener its arguments are not evaluated
      options.onKill?.(counts.kills);
    }
    const { log, settledMs } = await target.finish();
    const found = await withDatabase(where, (database) => countUp(database, log.deliveries));
    const problems = [...target.fleet.problems, ...log.problems, ...found];
    return { ...counts, ...totals(log), settledMs, seconds: (performance.now() - begun) / 1000, problems };
  } finally {
    await target.fleet.end();
  }
}

/** Starts the server on no data at all, killing it while it creates them; then once in peace, to see how long it takes. */
async function measureStart(where: ServerPlace, random: SeededRandom, kills: number): Promise<number> {
  const settings = { ...where, port: await freePort() };
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

/** Kills the database under servers that are all at work. */
async function killInPostgres(
  postgres: PostgresServer,
  fleet: ServerFleet,
  random: SeededRandom,
  counts: { postgresKills: number; backendKills: number },
): Promise<void> {
  await fleet.untilReady();
  await sleep(random.between(50, 400));
  if (counts.postgresKills <= counts.backendKills) {
    await crashPostgres(postgres);
    counts.postgresKills++;
  } else if (await crashBackend(postgres)) counts.backendKills++;
}

/** The servers under traffic. */
interface Target {
  readonly fleet: ServerFleet;
  /** Lets the last servers receive and apply all that is under way, and ends them in peace. */
  finish(): Promise<{ log: TrafficLog; settledMs: number }>;
}

async function beginTraffic(where: ServerPlace, roles: Roles, random: SeededRandom): Promise<Target> {
  let sendTo: TrafficSender['sendTo'] = () => undefined;
  let urls: readonly string[] = [];
  const fleet = await startServerFleet(where, roles, random, (open) => {
    urls = open;
    sendTo(open);
  });
  await fleet.untilReady();
  const shop = await setUpSoakShop(random.pick(urls));
  const traffic = makeTraffic(shop, random);
  const sender = sendTraffic({ shop, traffic, random, connections: CONNECTIONS, restMs: REST_MS });
  sendTo = sender.sendTo;
  sendTo(urls);
  await sender.untilAcknowledged(FIRST_DELIVERIES); // a slow machine would have little to lose otherwise
  return {
    fleet,
    async finish() {
      await fleet.untilReady();
      const log = await sender.finish();
      const settledMs = await withDatabase(where, (database) => untilSettled(database, SETTLE_MS));
      await fleet.stop();
      return { log, settledMs };
    },
  };
}

async function withDatabase<T>(settings: ServerPlace, look: (database: LookedInto) => Promise<T>): Promise<T> {
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
