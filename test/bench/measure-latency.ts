import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../support/free-port.ts';
import { API_KEY, startServerProcess } from '../soak/server-process.ts';
import { makeVisit, registerSoakVisit, setUpSoakShop, type SoakShop, type SoakVisit } from '../soak/soak-shop.ts';
import type { BenchPlace } from './bench-place.ts';
import { makeReferral, type SignedDelivery } from './make-bodies.ts';
import { quantile } from './quantile.ts';

/** How long it takes from sending a webhook until the API shows the account link it leads to. */
export interface LinkLatency {
  readonly events: number;
  /** How many per second were really sent. */
  readonly perSecond: number;
  readonly samples: number;
  /** Samples given up after 20 seconds: the server does not keep up. They count as 20 seconds below. */
  readonly givenUp: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly worstMs: number;
}

interface Click {
  readonly psid: string;
  readonly delivery: SignedDelivery;
}

const RATE = 500;
const SAMPLED = 10;
const LOOK_MS = 3;
const LOOK_PART = 0.1;
const PATIENCE_MS = 20_000;
const REGISTERING = 16;

/**
 * Sends one webhook every two milliseconds, each with a visit of its own that was registered before, and asks the API about
 * every tenth person until the link is there.
 */
export async function measureLatency(place: BenchPlace, seconds: number): Promise<LinkLatency> {
  const data = await place.emptyData();
  const server = startServerProcess({ ...data, port: await freePort() });
  try {
    await server.ready;
    const shop = await setUpSoakShop(server.url);
    await sendClicks(server.url, await prepareClicks(server.url, shop, RATE / 2, 'warm-up'));
    const { sent, tookMs } = await sendClicks(
      server.url,
      await prepareClicks(server.url, shop, RATE * seconds, 'click'),
    );
    return {
      events: RATE * seconds,
      perSecond: (RATE * seconds) / (tookMs / 1000),
      samples: sent.length,
      givenUp: sent.filter((ms) => ms >= PATIENCE_MS).length,
      p50Ms: quantile(sent, 0.5),
      p99Ms: quantile(sent, 0.99),
      worstMs: quantile(sent, 1),
    };
  } finally {
    await server.kill();
    await data.remove();
  }
}

async function prepareClicks(url: string, shop: SoakShop, count: number, name: string): Promise<Click[]> {
  const [entry] = shop.entries;
  const visits = Array.from({ length: count }, (_, index) => makeVisit(entry, `${name}-${index}`));
  const rest = [...visits];
  const register = async (): Promise<void> => {
    for (let visit = rest.pop(); visit; visit = rest.pop()) await registerOrFail(url, shop, visit);
  };
  await Promise.all(Array.from({ length: REGISTERING }, register));
  const now = Date.now();
  return visits.map(({ ref }, index) => {
    const psid = `${name === 'click' ? 91 : 92}${10_000_000_000_000 + index}`;
    return { psid, delivery: makeReferral(entry.pageId, index, now, ref, psid) };
  });
}

async function registerOrFail(url: string, shop: SoakShop, visit: SoakVisit): Promise<void> {
  if (!(await registerSoakVisit(url, shop, visit))) throw new Error('A visit could not be registered.');
}

async function sendClicks(url: string, clicks: readonly Click[]): Promise<{ sent: number[]; tookMs: number }> {
  const begun = performance.now();
  const work: Promise<number | null>[] = [];
  for (const [index, click] of clicks.entries()) {
    const wait = begun + (index * 1000) / RATE - performance.now();
    if (wait > 0) await sleep(wait);
    work.push(sendClick(url, click, index % SAMPLED === 0));
  }
  const tookMs = performance.now() - begun;
  const sent = (await Promise.all(work)).filter((ms) => ms !== null);
  return { sent, tookMs };
}

async function sendClick(url: string, { psid, delivery }: Click, isSampled: boolean): Promise<number | null> {
  const begun = performance.now();
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': delivery.signature };
  const body = new Uint8Array(delivery.body);
  const answer = await fetch(`${url}/webhooks/messenger`, { method: 'POST', headers, body });
  await answer.text();
  if (answer.status !== 200) throw new Error(`A webhook was answered ${answer.status}.`);
  if (!isSampled) return null;
  while (!(await isLinked(url, psid))) {
    const waited = performance.now() - begun;
    if (waited > PATIENCE_MS) return PATIENCE_MS;
    // Less often the longer it takes, or those who ask would be all the load there is.
    await sleep(Math.max(LOOK_MS, waited * LOOK_PART));
  }
  return performance.now() - begun;
}

async function isLinked(url: string, psid: string): Promise<boolean> {
  const headers = { authorization: `Bearer ${API_KEY}` };
  const answer = await fetch(`${url}/v1/account-links?psid=${psid}`, { headers });
  const { data }: { data: unknown[] } = await answer.json();
  return data.length > 0;
}
