import { fileURLToPath } from 'node:url';
import { freePort } from '../support/free-port.ts';
import { startServerProcess } from '../soak/server-process.ts';
import { setUpSoakShop } from '../soak/soak-shop.ts';
import type { BenchPlace } from './bench-place.ts';
import { makeMessage } from './make-bodies.ts';
import { median } from './quantile.ts';
import { type LoadResult, runLoad } from './run-load.ts';

/** How fast deliveries are answered, in requests per second (medians), and each as a part of the bare server's. */
export interface Acceptance {
  readonly rounds: number;
  readonly connections: number;
  readonly bodyBytes: number;
  readonly barePerSecond: number;
  readonly durablePerSecond: number;
  readonly durableToBare: number;
  readonly durableP99Ms: number;
  readonly wholePerSecond: number;
  readonly wholeToBare: number;
  readonly wholeP99Ms: number;
}

const SCRIPT = fileURLToPath(new URL('serve-variant.ts', import.meta.url));
const VARIANTS = ['bare', 'durable', 'whole'] as const;
const CONNECTIONS = 64;
const BODIES = 1500;
const WARM_UP_SECONDS = 3;

type Variant = (typeof VARIANTS)[number];

/**
 * Loads three servers in turn, round by round, so that what else happens on the machine touches all alike: without storage;
 * with durable storage of the bytes; and the whole product, which splits and applies the events meanwhile.
 */
export async function measureAcceptance(place: BenchPlace, seconds: number, rounds: number): Promise<Acceptance> {
  const results: Record<Variant, LoadResult[]> = { bare: [], durable: [], whole: [] };
  for (let round = 0; round < rounds; round++) {
    for (const variant of VARIANTS) results[variant].push(await loadVariant(place, variant, seconds));
  }
  const perSecond = (variant: Variant): number => median(results[variant].map((result) => result.perSecond));
  const p99 = (variant: Variant): number => median(results[variant].map((result) => result.p99));
  const bare = perSecond('bare');
  return {
    rounds,
    connections: CONNECTIONS,
    bodyBytes: makeMessage('9007199254740995', 0, Date.now()).body.length,
    barePerSecond: bare,
    durablePerSecond: perSecond('durable'),
    durableToBare: perSecond('durable') / bare,
    durableP99Ms: p99('durable'),
    wholePerSecond: perSecond('whole'),
    wholeToBare: perSecond('whole') / bare,
    wholeP99Ms: p99('whole'),
  };
}

async function loadVariant(place: BenchPlace, variant: Variant, seconds: number): Promise<LoadResult> {
  const data = await place.emptyData();
  const args = [variant === 'bare' ? 'bare' : 'append'];
  const port = await freePort();
  const server = startServerProcess({ ...data, port, ...(variant === 'whole' ? {} : { script: SCRIPT, args }) });
  try {
    await server.ready;
    const { entries } = await setUpSoakShop(server.url);
    const load = { url: server.url, pageId: entries[0].pageId, connections: CONNECTIONS };
    await runLoad({ ...load, bodies: 50, seconds: WARM_UP_SECONDS });
    return await runLoad({ ...load, bodies: BODIES, seconds });
  } finally {
    await server.kill();
    await data.remove();
  }
}
