import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type LookedInto, openDatabase } from '../soak/open-database.ts';
import { startServerProcess } from '../soak/server-process.ts';
import { setUpSoakShop } from '../soak/soak-shop.ts';
import { freePort } from '../support/free-port.ts';
import type { BenchData } from './bench-place.ts';
import { EARLIER_MS } from './make-bodies.ts';
import { quantile } from './quantile.ts';
import { readMemory } from './read-memory.ts';
import type { PacedOptions, PacedResult } from './send-paced.ts';

/** How long answers and effects take while messages come at a pace, or all at once. */
export interface Pace {
  readonly messages: number;
  /** How many per second were really sent. */
  readonly perSecond: number;
  readonly answerP50Ms: number;
  readonly answerP99Ms: number;
  /** From sending to the moment the effects are written, by the clocks of sender and server, which are one here. */
  readonly appliedP50Ms: number;
  readonly appliedP99Ms: number;
  /** From the first message sent to the last applied. */
  readonly appliedPerSecond: number;
  readonly memoryMb: number;
  readonly peakMemoryMb: number;
}

export interface PaceOptions {
  readonly amount: number;
  /** Messages per second; null: a burst. */
  readonly rate: number | null;
}

const SCRIPT = fileURLToPath(new URL('send-paced.ts', import.meta.url));
const CONNECTIONS = 64;
const WARM_UP = { amount: 2000, connections: CONNECTIONS, rate: null } as const;
const LOOK_MS = 100;
const PATIENCE_MS = 120_000;
const MOST_OUTPUT = 100 * 1024 * 1024;

/** Measures on a server of its own over this data. */
export async function measurePace(data: BenchData, { amount, rate }: PaceOptions): Promise<Pace> {
  const server = startServerProcess({ ...data, port: await freePort() });
  const database = await openWhenReady(server.ready, data);
  try {
    const { pageId } = (await setUpSoakShop(server.url)).entries[0];
    const to = { url: server.url, pageId };
    const before = await lastId(database);
    await sendPaced({ ...to, ...WARM_UP, from: Date.now() - 5_000_000 });
    await untilApplied(database, before, WARM_UP.amount);
    const [from, begin] = [Date.now(), await lastId(database)];
    const result = await sendPaced({ ...to, amount, rate, connections: CONNECTIONS, from });
    await untilApplied(database, begin, amount);
    const { lags, endedAt } = await readLags(database, begin, from, result.sentAt);
    const memory = await readMemory(server.pid);
    return {
      messages: amount,
      perSecond: amount / result.seconds,
      answerP50Ms: quantile(result.answerMs, 0.5),
      answerP99Ms: quantile(result.answerMs, 0.99),
      appliedP50Ms: quantile(lags, 0.5),
      appliedP99Ms: quantile(lags, 0.99),
      appliedPerSecond: amount / ((endedAt - Math.min(...result.sentAt.slice(0, CONNECTIONS))) / 1000),
      ...memory,
    };
  } finally {
    await database.close();
    await server.kill();
  }
}

async function openWhenReady(ready: Promise<void>, data: BenchData): Promise<LookedInto> {
  await ready;
  return await openDatabase(data);
}

async function sendPaced(options: PacedOptions): Promise<PacedResult> {
  const { stdout } = await promisify(execFile)(process.execPath, [SCRIPT, JSON.stringify(options)], {
    maxBuffer: MOST_OUTPUT,
  });
  const result: PacedResult = JSON.parse(stdout);
  if (result.failed > 0) throw new Error(`${result.failed} messages were not taken.`);
  return result;
}

async function lastId(database: LookedInto): Promise<number> {
  const [row] = await database.rows('SELECT max(id) AS id FROM inbox_events');
  return Number(row?.['id'] ?? 0);
}

async function untilApplied(database: LookedInto, after: number, amount: number): Promise<void> {
  const begun = performance.now();
  for (;;) {
    const [row] = await database.rows(
      `SELECT count(*) AS n FROM inbox_events WHERE id > ${after} AND status = 'applied'`,
    );
    if (Number(row?.['n']) >= amount) return;
    if (performance.now() - begun > PATIENCE_MS) throw new Error(`Only ${row?.['n']} of ${amount} were applied.`);
    await sleep(LOOK_MS);
  }
}

/** The instant at which a message happened names its number. */
async function readLags(
  database: LookedInto,
  after: number,
  from: number,
  sentAt: readonly number[],
): Promise<{ lags: number[]; endedAt: number }> {
  const rows = await database.rows(`SELECT occurred_at, applied_at FROM inbox_events WHERE id > ${after}`);
  let endedAt = 0;
  const lags = rows.map((row) => {
    const [occurred = 0, applied = 0] = [row['occurred_at'], row['applied_at']].map(Number);
    const sent = sentAt[occurred - (from - EARLIER_MS)];
    if (sent === undefined || applied === 0) throw new Error('An event is there that was not sent.');
    endedAt = Math.max(endedAt, applied);
    return applied - sent;
  });
  return { lags, endedAt };
}
