import { fileURLToPath } from 'node:url';
import { freePort } from '../support/free-port.ts';
import { type ServerSettings, startServerProcess } from '../soak/server-process.ts';
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
  readonly expressPerSecond: number;
  readonly durableToExpress: number;
  readonly wholePerSecond: number;
  readonly wholeToBare: number;
  readonly wholeP99Ms: number;
}

/** What is started; the whole product is where nothing is named. */
const SCRIPTS = {
  express: { script: scriptOf('serve-express.ts'), args: [] },
  bare: { script: scriptOf('serve-variant.ts'), args: ['bare'] },
  durable: { script: scriptOf('serve-variant.ts'), args: ['append'] },
  whole: {},
} as const;
const VARIANTS = ['express', 'bare', 'durable', 'whole'] as const;
const ANY_PAGE = '9007199254740995';
const CONNECTIONS = 64;
const BODIES = 1500;
const WARM_UP_SECONDS = 3;

type Variant = (typeof VARIANTS)[number];

function scriptOf(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}

/**
 * Loads four servers in turn, round by round, so that what else happens on the machine touches all alike: Express, which
 * stores nothing; ours without storage; with durable storage of the bytes; and the whole product, which splits and applies
 * the events meanwhile.
 */
export async function measureAcceptance(place: BenchPlace, seconds: number, rounds: number): Promise<Acceptance> {
  const results: Record<Variant, LoadResult[]> = { express: [], bare: [], durable: [], whole: [] };
  for (let round = 0; round < rounds; round++) {
    for (const variant of VARIANTS) results[variant].push(await loadVariant(place, variant, seconds));
  }
  const perSecond = (variant: Variant): number => median(results[variant].map((result) => result.perSecond));
  const p99 = (variant: Variant): number => median(results[variant].map((result) => result.p99));
  const bare = perSecond('bare');
  return {
    rounds,
    connections: CONNECTIONS,
    bodyBytes: makeMessage(ANY_PAGE, 0, Date.now()).body.length,
    barePerSecond: bare,
    durablePerSecond: perSecond('durable'),
    durableToBare: perSecond('durable') / bare,
    durableP99Ms: p99('durable'),
    expressPerSecond: perSecond('express'),
    durableToExpress: perSecond('durable') / perSecond('express'),
    wholePerSecond: perSecond('whole'),
    wholeToBare: perSecond('whole') / bare,
    wholeP99Ms: p99('whole'),
  };
}

async function loadVariant(place: BenchPlace, variant: Variant, seconds: number): Promise<LoadResult> {
  const data = await place.emptyData();
  try {
    return await loadServer({ ...data, ...SCRIPTS[variant] }, seconds, variant !== 'express');
  } finally {
    await data.remove();
  }
}

/** Loads one server over this data, once it is warm. */
export async function loadServer(
  what: Omit<ServerSettings, 'port'>,
  seconds: number,
  hasShop = true,
): Promise<LoadResult> {
  const server = startServerProcess({ ...what, port: await freePort() });
  try {
    await server.ready;
    const pageId = hasShop ? (await setUpSoakShop(server.url)).entries[0].pageId : ANY_PAGE;
    const load = { url: server.url, pageId, connections: CONNECTIONS };
    await runLoad({ ...load, bodies: 50, seconds: WARM_UP_SECONDS });
    return await runLoad({ ...load, bodies: BODIES, seconds });
  } finally {
    await server.kill();
  }
}
