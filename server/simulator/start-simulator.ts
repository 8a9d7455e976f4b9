import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createAdaptorServer, type ServerType } from '@hono/node-server';
import { systemClock } from '../base/clock.ts';
import { type Random, systemRandom } from '../base/random.ts';
import { type ControlClient, createControlClient } from './control/control-client.ts';
import { createGraphTraffic } from './graph/graph-traffic.ts';
import { setUpShop } from './shop/set-up-shop.ts';
import { simulatorApp } from './simulator-app.ts';
import type { AppCredentials, Simulator } from './simulator.ts';
import { callbackAddress } from './state/callback-url.ts';
import { createGraphLog } from './state/graph-log.ts';
import { completeWorld, seedWorld } from './state/seed-world.ts';
import { findApp, getApp, type SimulatedApp } from './state/simulated-app.ts';
import { createSteerableClock } from './state/steerable-clock.ts';
import { createSteerableRandom } from './state/steerable-random.ts';
import { setSubscribedFields } from './state/subscribed-fields.ts';
import { openWorldStore } from './state/world-store.ts';
import type { WebhookTarget } from './webhook/deliver.ts';
import { type CallbackVerification, verifyCallback } from './webhook/verify-callback.ts';
import { createWebhookSender } from './webhook/webhook-sender.ts';

/** Where the simulator listens, and which server it plays Messenger for. */
export interface SimulatorOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  /** Base URL of the Threadtie server. */
  readonly apiUrl: string;
  readonly apiKey: string;
  readonly app: AppCredentials;
  /** File in which people, threads and the shop's credentials survive; null keeps them in memory. */
  readonly statePath: string | null;
  readonly random?: Random | undefined;
  readonly log?: ((line: string) => void) | undefined;
}

/** A simulator that is listening. */
export interface RunningSimulator {
  readonly url: string;
  /** Resolves when the server has echoed the handshake and the demo shop is registered; rejects with one sentence. */
  readonly ready: Promise<void>;
  readonly control: ControlClient;
  /** Stops sending and listening, and writes the state file. */
  close(): Promise<void>;
}

const SERVER_WAIT_MS = 60_000;
const POLL_MS = 100;

/** Starts the pretended Messenger Platform and its demo shop. It listens before the server is there. */
export async function startSimulator(options: SimulatorOptions): Promise<RunningSimulator> {
  const closing = new AbortController();
  const server = createAdaptorServer({ fetch: (request, env) => handler(request, env), hostname: options.host });
  const url = await listen(server, options);
  const log = options.log ?? (() => {});
  const sim = createSimulator(options, url);
  const app = simulatorApp(sim, log);
  const handler = (request: Request, env: object): Response | Promise<Response> => app.fetch(request, env);
  const ready = setUp(sim, closing.signal);
  // Whoever does not wait for `ready` still reads why the shop is not there.
  ready.catch((error: unknown) => closing.signal.aborted || log(`Simulator: ${String(error)}`));
  return {
    url,
    ready,
    control: createControlClient(url),
    close: async () => {
      closing.abort();
      sim.webhooks.close();
      await stop(server);
      await sim.store.flush();
    },
  };
}

function createSimulator(options: SimulatorOptions, url: string): Simulator {
  const random = createSteerableRandom(options.random ?? systemRandom);
  const clock = createSteerableClock(systemClock);
  const store = openWorldStore(options.statePath, () => seedWorld(random));
  completeWorld(store.world, random, clock.now());
  const apiUrl = options.apiUrl.replace(/\/+$/, '');
  const callbackUrl = (app: SimulatedApp): string => callbackAddress(apiUrl, app.settings.callbackUrl);
  const callbacks = new Map<string, CallbackVerification>();
  const target = (appId: string): WebhookTarget | null => {
    const app = findApp(sim, appId);
    return app && { url: callbackUrl(app), secret: app.secret };
  };
  const onDisable = (appId: string, pageId: string): void => {
    const app = findApp(sim, appId);
    for (const page of store.world.pages) if (app && page.id === pageId) setSubscribedFields(page, app, []);
    store.changed();
  };
  const sim: Simulator = {
    app: options.app,
    apiUrl,
    apiKey: options.apiKey,
    url,
    store,
    clock,
    random,
    graphLog: createGraphLog(),
    traffic: createGraphTraffic(),
    webhooks: createWebhookSender({ target, clock, random, onDisable }),
    callbackUrl,
    verify: async (app, verifyToken = app.verifyToken ?? '', url = callbackUrl(app)) => {
      const verification = await verifyCallback(url, app.settings.verifyToken ?? verifyToken, random);
      callbacks.set(app.id, verification);
      return verification;
    },
    callback: (app) => callbacks.get(app.id) ?? null,
  };
  return sim;
}

async function setUp(sim: Simulator, signal: AbortSignal): Promise<void> {
  await waitForServer(sim.apiUrl, signal);
  const app = getApp(sim);
  const { callbackUrl, verifyToken } = app.settings;
  const { verified, message } = await sim.verify(app);
  // What somebody planted in the dashboard before the restart is no reason to leave the shop unregistered.
  if (!verified && callbackUrl !== null && verifyToken === null) throw new Error(message);
  await setUpShop(sim);
}

async function waitForServer(apiUrl: string, signal: AbortSignal): Promise<void> {
  for (let waited = 0; waited < SERVER_WAIT_MS; waited += POLL_MS) {
    const answer = await fetch(`${apiUrl}/healthz`, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(5000)]),
    }).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.ok) return;
    await sleep(POLL_MS, undefined, { signal, ref: false });
  }
  throw new Error(`${apiUrl}/healthz did not answer 200 within ${SERVER_WAIT_MS / 1000} seconds.`);
}

async function listen(server: ServerType, options: SimulatorOptions): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(options.port, options.host, resolve);
  await promise;
  const { port } = server.address() as AddressInfo;
  return `http://${nameOfHost(options.host)}:${port}`;
}

/** How a browser on this machine writes the address that was listened on. */
function nameOfHost(host: string): string {
  if (['127.0.0.1', '0.0.0.0', '::'].includes(host)) return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

/** Open streams would hold the server for good, so they are cut. */
function stop(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}
