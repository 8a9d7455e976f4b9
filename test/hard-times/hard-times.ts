import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { countUp } from '../soak/count-up.ts';
import { makeTraffic } from '../soak/make-traffic.ts';
import { openDatabase } from '../soak/open-database.ts';
import { createSeededRandom } from '../soak/seeded-random.ts';
import { sendTraffic } from '../soak/send-traffic.ts';
import { digestOf, type SentDelivery } from '../soak/sent-delivery.ts';
import { type ServerProcess, type ServerSettings, startServerProcess } from '../soak/server-process.ts';
import { setUpSoakShop } from '../soak/soak-shop.ts';
import { untilSettled } from '../soak/until-settled.ts';
import { makeProbe, type Probe, type Refusal } from './probe.ts';

/** The real server under traffic, for something to happen to it. */
export interface Scene {
  readonly probe: Probe;
  readonly server: ServerProcess;
  /** Ends the server in peace and starts it again, maybe otherwise. */
  restart(settings?: Partial<ServerSettings>): Promise<void>;
}

const CONNECTIONS = 8;
const REST_MS = 10;
const CALM_MS = 400;
const SETTLE_MS = 40_000;

/**
 * Sends traffic to a server in a process of its own while `trouble` happens, lets it settle, and expects that what was
 * acknowledged, what is stored and what was applied are the same. Prints the numbers.
 */
export async function liveThrough(
  title: string,
  settings: ServerSettings,
  trouble: (scene: Scene) => Promise<void>,
): Promise<void> {
  let server = startServerProcess(settings);
  try {
    await server.ready;
    const { url } = server;
    const random = createSeededRandom(20_261_120);
    const shop = await setUpSoakShop(url);
    const traffic = makeTraffic(shop, random);
    const probe = makeProbe(url, traffic);
    const sender = sendTraffic({ shop, traffic, random, connections: CONNECTIONS, restMs: REST_MS });
    const restart = async (changes: Partial<ServerSettings> = {}): Promise<void> => {
      sender.sendTo([]);
      await server.stop();
      server = startServerProcess({ ...settings, ...changes });
      await server.ready;
      sender.sendTo([url]);
    };
    sender.sendTo([url]);
    await sleep(CALM_MS);
    await trouble({
      probe,
      restart,
      get server() {
        return server;
      },
    });
    await sleep(CALM_MS);
    const log = await sender.finish();
    const all = [...log.deliveries, ...probe.deliveries];
    await account(title, settings, all, `${log.refused} refused, ${log.cutOff} cut off, all of these sent again`);
    expect(log.problems).toEqual([]);
    await server.stop();
  } catch (error) {
    throw new Error([`${title} went wrong. The server said last:`, ...server.lines()].join('\n'), { cause: error });
  } finally {
    await server.kill();
  }
}

/** Expects that a refusal says when to come back, and that the answer and the log say what is the matter. */
export async function expectClear(refusal: Refusal, scene: Scene, sentence: string): Promise<void> {
  expect(refusal).toMatchObject({ status: 503, sentence: expect.stringContaining(sentence) });
  expect(Number(refusal.retryAfter)).toBeGreaterThan(0);
  await expect.poll(() => scene.server.lines().join('\n')).toContain(sentence);
}

async function account(title: string, settings: ServerSettings, all: SentDelivery[], rest: string): Promise<void> {
  const database = await openDatabase(settings);
  try {
    const settledMs = await untilSettled(database, SETTLE_MS);
    const rows = await database.rows('SELECT body FROM inbox_deliveries');
    const stored = new Set(rows.map(({ body }) => digestOf(body as Buffer)));
    const [events] = await database.rows("SELECT count(*) AS applied FROM inbox_events WHERE status = 'applied'");
    const acknowledged = all.filter(({ acknowledgements }) => acknowledgements > 0);
    const sent = all.flatMap((delivery) => delivery.events).length;
    console.log(
      `  ${title}: ${acknowledged.length} deliveries acknowledged, ${stored.size} stored; ${sent} events sent,` +
        ` ${Number(events?.['applied'])} applied; ${rest}; settled ${Math.round(settledMs)} ms after the last`,
    );
    expect(await countUp(database, all)).toEqual([]);
    expect(stored.size).toBe(acknowledged.length);
    expect(Number(events?.['applied'])).toBe(sent);
  } finally {
    await database.close();
  }
}
