import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { readConfig } from '../../server/config.ts';
import { readRhythm } from '../../server/inbox/index.ts';
import { LEARNED_HOURS } from '../../server/pages/health/judge-silence.ts';
import { upsertRhythm } from '../../server/pages/health/rhythm-store.ts';
import { startWatchdog } from '../../server/pages/health/start-watchdog.ts';
import { putPage } from '../../server/pages/put-page.ts';
import { type RunningServer, serve } from '../../server/serve.ts';
import type { BenchPlace } from './bench-place.ts';

/** What an hour of watching costs. */
export interface WatchdogCost {
  readonly pages: number;
  readonly checksPerHour: number;
  readonly callsPerPageAndHourMost: number;
  /** The platform allows 4,800 a day for each engaged user: this is the share of a Page with a single one. */
  readonly percentOfPageLimit: number;
  readonly profileCallsPerPageAndHourMost: number;
  readonly callsOfAppPerHour: number;
  /** The platform allows 200 an hour for each user of the app: this is the share of an app with a single one. */
  readonly percentOfAppLimit: number;
  readonly cpuSecondsPerHour: number;
  readonly percentOfOneCore: number;
}

const APP_ID = '1200000000000001';
const PUBLIC_URL = 'https://bench.example';
const HOUR = 3_600_000;
const MINUTE = 60_000;
const LOOK_MS = 15;
/** So much time goes by with each look: as in the product. */
const STEP_MS = 1000;
const INTERVALS = { usualMs: 30 * MINUTE, troubledMs: 10 * MINUTE };

/**
 * Plays an hour of the watchdog at speed, after one that is not measured: the steps of its clock are as long as in the
 * product, only the waiting between them is not. The platform is a process of its own, the figures are of this one.
 */
export async function measureWatchdog(place: BenchPlace, pages: number): Promise<WatchdogCost> {
  const data = await place.emptyData();
  const stub = await startStub();
  const clock = createStepClock();
  const server = await serve(configOf(data, stub.url), { clock });
  try {
    await connectPages(server, pages);
    const { ctx } = server;
    const read = (pageId: string, since: Date) => readRhythm(ctx, pageId, since);
    const watchdog = startWatchdog(ctx, { intervals: INTERVALS, readRhythm: read, lookMs: LOOK_MS });
    await playHour(clock);
    await stub.counts();
    const checksBefore = await countChecks(server);
    const cpuBefore = process.cpuUsage();
    await playHour(clock);
    const { user, system } = process.cpuUsage(cpuBefore);
    const checks = (await countChecks(server)) - checksBefore;
    await watchdog.stop();
    return { pages, checksPerHour: checks, ...summarise(await stub.counts(), (user + system) / 1e6) };
  } finally {
    await server.stop();
    stub.child.kill();
    await data.remove();
  }
}

function configOf(data: { dataDir: string; databaseUrl?: string }, graphUrl: string): ReturnType<typeof readConfig> {
  return readConfig({
    PORT: '0',
    PUBLIC_URL,
    SIMULATOR: 'off',
    WATCHDOG: 'off',
    DATA_DIR: data.dataDir,
    GRAPH_URL: graphUrl,
    META_APP_ID: APP_ID,
    META_APP_SECRET: 'a-secret-of-the-benchmark',
    META_VERIFY_TOKEN: 'verify-bench',
    ENCRYPTION_KEY: 'a key of the benchmark with more than thirty-two characters',
    LOG_LEVEL: 'silent',
    ...(data.databaseUrl ? { DATABASE_URL: data.databaseUrl } : {}),
  });
}

function createStepClock(): { now(): Date; step(): void } {
  let now = Date.now();
  return { now: () => new Date(now), step: () => void (now += STEP_MS) };
}

async function playHour(clock: { step(): void }): Promise<void> {
  for (let ms = 0; ms < HOUR; ms += STEP_MS) {
    clock.step();
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

/** Pages with four weeks of an hourly rhythm that has just been kept. */
async function connectPages({ ctx }: RunningServer, pages: number): Promise<void> {
  const untilHour = Math.floor(ctx.clock.now().getTime() / HOUR) - 1;
  const counts = Array.from({ length: LEARNED_HOURS }, (_, hour) => (hour % 24 < 8 ? 0 : 3));
  for (let page = 0; page < pages; page++) {
    const id = String(10_000_000_000_000 + page);
    await putPage(ctx, id, APP_ID, { name: `Page ${page}`, accessToken: `token-${id}`, platform: 'messenger' });
    await ctx.storage.write((tx) => upsertRhythm(tx, { pageId: id, untilHour, counts }));
  }
}

async function countChecks({ ctx }: RunningServer): Promise<number> {
  const { text } = await ctx.metrics.print();
  const lines = text.split('\n').filter((line) => line.startsWith('threadtie_page_checks_total{'));
  return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

function summarise(
  counts: Readonly<Record<string, number>>,
  cpuSecondsPerHour: number,
): Omit<WatchdogCost, 'pages' | 'checksPerHour'> {
  const most = (is: (name: string) => boolean): number =>
    Math.max(0, ...Object.entries(counts).map(([name, count]) => (is(name) ? count : 0)));
  const callsPerPageAndHourMost = most((name) => /^token-\d+$/.test(name));
  const callsOfAppPerHour = counts['app'] ?? 0;
  return {
    callsPerPageAndHourMost,
    percentOfPageLimit: (callsPerPageAndHourMost * 24 * 100) / 4800,
    profileCallsPerPageAndHourMost: most((name) => name.endsWith(' profile')),
    callsOfAppPerHour,
    percentOfAppLimit: (callsOfAppPerHour * 100) / 200,
    cpuSecondsPerHour,
    percentOfOneCore: (cpuSecondsPerHour * 100) / 3600,
  };
}

interface Stub {
  readonly url: string;
  readonly child: ChildProcess;
  /** What was called since the last time. */
  counts(): Promise<Record<string, number>>;
}

async function startStub(): Promise<Stub> {
  const script = fileURLToPath(new URL('graph-stub.ts', import.meta.url));
  const child = spawn(process.execPath, [script, APP_ID, `${PUBLIC_URL}/webhooks/messenger/${APP_ID}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { url, child, counts: async () => await (await fetch(`${url}/counts`)).json() };
}
