import type { BrowserContext, Page } from 'playwright-core';
import { readConfig } from '../../server/config.ts';
import { type RunningServer, serve } from '../../server/serve.ts';
import { type RunningSimulator, startSimulator } from '../../server/simulator/index.ts';
import { buildWidget } from '../../widget/build.ts';
import { launchBrowser } from '../support/browser.ts';
import { deliverAll } from '../support/deliver-all.ts';
import { freePort } from '../support/free-port.ts';
import { createPreparedDatabase } from '../support/postgres.ts';
import { type ApiAnswer, callApi, createSteeredClock, type SteeredClock } from '../support/server.ts';
import { settle } from '../support/settle.ts';
import { makeTempDir } from '../support/temp-dir.ts';

const KEY = 'tt_journey_key_0123456789';

/** The whole main job as a person sees it: server, simulator with the demo shop, and a real browser. */
export interface Journey {
  readonly simulator: RunningSimulator;
  /** Where Threadtie is. */
  readonly url: string;
  /** Threadtie's clock; the platform, the shop and the browser have their own. */
  readonly clock: SteeredClock;
  /** Threadtie as it runs now. */
  server(): RunningServer;
  /** The simulated Page of the shop. */
  readonly pageId: string;
  /** A browser nobody has used yet. */
  newVisitor(options?: { readonly javaScriptEnabled?: boolean }): Promise<BrowserContext>;
  /** Opens the shop's first product, signed in as that account or as nobody. */
  openProduct(visitor: BrowserContext, account: 'Ada Lovelace' | 'Grace Hopper' | null): Promise<Page>;
  /** Calls the API with the key that may do everything. */
  api(method: string, path: string, body?: object): Promise<ApiAnswer>;
  get(path: string): Promise<{ data: Record<string, unknown>[] }>;
  /** Ends Threadtie; the simulator and the shop stay. */
  stopServer(): Promise<void>;
  startServer(): Promise<void>;
  /** Resolves when nothing waits to be applied. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts everything on free ports, with empty data. */
export async function startJourney(dialect: 'sqlite' | 'postgres' = 'sqlite'): Promise<Journey> {
  await buildWidget();
  const dir = await makeTempDir('journey');
  const databaseUrl = dialect === 'postgres' ? await createPreparedDatabase() : undefined;
  const [port, simulatorPort] = [await freePort(), await freePort()];
  const config = readConfig({
    PORT: String(port),
    SIMULATOR_PORT: String(simulatorPort),
    DATA_DIR: dir.path,
    BOOTSTRAP_API_KEY: KEY,
    ENCRYPTION_KEY: 'a key of the journeys with more than thirty-two characters',
    LOG_LEVEL: 'silent',
    ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
  });
  const [url, clock] = [`http://localhost:${port}`, createSteeredClock()];
  let server: RunningServer | undefined = await serve(config, { clock });
  const simulator = await startMessenger(server, url, simulatorPort);
  const browser = await launchBrowser();
  const [shopPage] = (await simulator.control.state()).pages;
  const api: Journey['api'] = (method, path, body) => callApi(url, method, path, { key: KEY, body });
  const get: Journey['get'] = async (path) => (await api('GET', path)).body;
  return {
    simulator,
    url,
    clock,
    server() {
      if (!server) throw new Error('Threadtie does not run.');
      return server;
    },
    pageId: shopPage?.id ?? '',
    newVisitor: (options) => browser.newContext({ locale: 'en-US', ...options }),
    openProduct: (visitor, account) => openProduct(visitor, `http://localhost:${simulatorPort}/shop`, account),
    api,
    get,
    async stopServer() {
      await server?.stop();
      server = undefined;
    },
    async startServer() {
      server = await serve(config, { clock });
    },
    async settle() {
      if (!server) throw new Error('Threadtie does not run.');
      await deliverAll(simulator.control);
      await settle(server.ctx);
    },
    async stop() {
      await browser.close();
      await simulator.close();
      await server?.stop();
      await dir.remove();
    },
  };
}

async function startMessenger({ app }: RunningServer, apiUrl: string, port: number): Promise<RunningSimulator> {
  const simulator = await startSimulator({
    port,
    host: '127.0.0.1',
    apiUrl,
    apiKey: KEY,
    app: { id: app.id, secret: app.secrets[0] ?? '', verifyToken: app.verifyToken },
    statePath: null,
  });
  await simulator.ready;
  return simulator;
}

async function openProduct(visitor: BrowserContext, shop: string, account: string | null): Promise<Page> {
  const page = await visitor.newPage();
  if (account) {
    await page.goto(`${shop}/sign-in`);
    await page.getByRole('button', { name: account }).click();
  }
  await page.goto(shop);
  const product = page.locator('a[href*="/shop/products/"]').first();
  await page.goto(new URL((await product.getAttribute('href')) ?? '', shop).href);
  return page;
}

/** Clicks the button; answers the tab in which Messenger has opened. */
export async function clickIntoMessenger(page: Page): Promise<Page> {
  const opened = page.context().waitForEvent('page');
  await page.locator('messenger-button a').click();
  const messenger = await opened;
  await messenger.waitForURL(/\/chat\//);
  return messenger;
}

/** Taps Get Started in a thread that is new. */
export async function tapGetStarted(messenger: Page): Promise<void> {
  await messenger.getByRole('button', { name: 'Get Started' }).click();
}

/** Waits until the element shows this state, without a reload. */
export async function waitForState(page: Page, state: string): Promise<void> {
  await page.locator(`messenger-button[state="${state}"]`).waitFor({ timeout: 40_000 });
}
