import { createHmac, randomBytes } from 'node:crypto';
import { SignJWT } from 'jose';
import { type Config, readConfig } from '../../server/config.ts';
import { type RunningServer, serve } from '../../server/serve.ts';
import type { Clock } from '../../server/base/clock.ts';
import { createPreparedDatabase } from './postgres.ts';
import { settle } from './settle.ts';
import { makeTempDir } from './temp-dir.ts';

/** Every scope on every site. */
export const MASTER_KEY = 'tt_test_master_key_0123456789';
export const APP_ID = '730000000000017';
export const APP_SECRET = 'app-secret-of-the-tests';
export const VERIFY_TOKEN = 'verify-token-of-the-tests';

/** A clock tests turn by hand; it runs on from where it is. */
export interface SteeredClock extends Clock {
  advance(ms: number): void;
}

/** The real server on a port of its own, and how tests talk to it. */
export interface TestServer {
  readonly url: string;
  readonly clock: SteeredClock;
  /** The server that runs now: another one after `restart`. */
  readonly server: RunningServer;
  /** Calls the API; the body is JSON both ways. */
  api(method: string, path: string, options?: ApiOptions): Promise<ApiAnswer>;
  /** Sends messaging events in one signed delivery and answers the status. */
  deliver(...events: readonly object[]): Promise<number>;
  /** Sends these very bytes. */
  post(body: string | Buffer, headers: Record<string, string>, path?: string): Promise<Response>;
  /** Resolves when everything that was delivered has been applied. */
  settle(): Promise<void>;
  /** Ends the server and starts it again on the same data. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface ApiOptions {
  readonly body?: unknown;
  readonly key?: string | null;
  readonly headers?: Record<string, string>;
}

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  // Tests look into answers of every shape; the schemas themselves are checked against /openapi.json.
  readonly body: ReturnType<typeof JSON.parse>;
}

/** Starts the server on the dialect with an empty database. */
export async function startTestServer(
  dialect: 'sqlite' | 'postgres',
  env: Record<string, string> = {},
): Promise<TestServer> {
  const dir = await makeTempDir('server');
  const databaseUrl = dialect === 'postgres' ? await createPreparedDatabase() : undefined;
  const clock = createSteeredClock();
  const config: Config = {
    ...readConfig({
      PORT: '0',
      PUBLIC_URL: 'https://chat.example',
      SIMULATOR: 'off',
      DATA_DIR: dir.path,
      META_APP_ID: APP_ID,
      META_APP_SECRET: APP_SECRET,
      META_VERIFY_TOKEN: VERIFY_TOKEN,
      ENCRYPTION_KEY: 'a key of the tests with more than thirty-two characters',
      BOOTSTRAP_API_KEY: MASTER_KEY,
      LOG_LEVEL: 'silent',
      WATCHDOG: 'off',
      GRAPH_URL: 'http://127.0.0.1:9', // nobody there: tests that need a platform name theirs
      ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
      ...env,
    }),
  };
  let server = await serve(config, { clock });
  const post: TestServer['post'] = (body, headers, path = '/webhooks/messenger') =>
    fetch(`${server.url}${path}`, { method: 'POST', body: new Uint8Array(Buffer.from(body)), headers });
  return {
    get url() {
      return server.url;
    },
    get server() {
      return server;
    },
    clock,
    post,
    api: (method, path, options) => callApi(server.url, method, path, options),
    async deliver(...events) {
      const body = deliveryOf(...events);
      const answer = await post(body, { 'content-type': 'application/json', 'x-hub-signature-256': sign(body) });
      return answer.status;
    },
    settle: () => settle(server.ctx),
    async restart() {
      await server.stop();
      server = await serve(config, { clock });
      await dropOldConnections(server.url);
    },
    async stop() {
      await server.stop();
      await dir.remove();
    },
  };
}

/** The connections kept to the server before are found closed by the first that uses them. */
async function dropOldConnections(url: string): Promise<void> {
  await fetch(`${url}/healthz`).catch(() => null);
}

/** A clock that shows the real time until it is turned. */
export function createSteeredClock(): SteeredClock {
  let offset = 0;
  return { now: () => new Date(Date.now() + offset), advance: (ms) => void (offset += ms) };
}

/** Calls the API of the server at this address; the body is JSON both ways. */
export async function callApi(url: string, method: string, path: string, options: ApiOptions = {}): Promise<ApiAnswer> {
  const { body, key = MASTER_KEY, headers = {} } = options;
  const answer = await fetch(`${url}${path}`, {
    method,
    redirect: 'manual',
    headers: {
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: parse(text) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** One delivery of these events, as bytes. */
export function deliveryOf(...events: readonly object[]): string {
  const entries = events.map((event) => ({ id: pageOf(event), time: Date.now(), messaging: [event] }));
  return JSON.stringify({ object: 'page', entry: entries });
}

function pageOf(event: object): string {
  const { recipient } = event as { recipient?: { id?: string } };
  return recipient?.id ?? PAGE_ID;
}

/** The signature header Meta would send. */
export function sign(body: string | Buffer, secret = APP_SECRET): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

/** Beyond 2^53, so that a lost digit shows. */
export const PAGE_ID = '9007199254740995';

/** A site, a Page and an entry point to play with. */
export interface Shop {
  readonly siteId: string;
  readonly secret: string;
  readonly key: string;
  readonly code: string;
}

/** Creates a site with the origin https://shop.example, a Page and one entry point. */
export async function createShop(server: TestServer, fields: Record<string, unknown> = {}): Promise<Shop> {
  const site = await server.api('POST', '/v1/sites', { body: { name: 'Shop', origins: ['https://shop.example'] } });
  const pageId = typeof fields['pageId'] === 'string' ? fields['pageId'] : PAGE_ID;
  await server.api('PUT', `/v1/pages/${pageId}`, { body: { name: 'Shop', accessToken: 'EAAtoken' } });
  const key = `entry-${randomBytes(4).toString('hex')}`;
  const body = { siteId: site.body.id, pageId, key, variant: 'button', linkPolicy: 'direct', ...fields };
  const entry = await server.api('POST', '/v1/entry-points', { body });
  return { siteId: site.body.id, secret: site.body.userTokenSecret, key: entry.body.key, code: entry.body.code };
}

/** A visit ref as a browser mints it. */
export function mintRef(code: string): string {
  return `${code}_${randomBytes(16).toString('base64url')}`;
}

/** A user token as the shop's back end signs it; `claims` and `header` replace what would be right. */
export async function signUserToken(
  shop: Shop,
  claims: Record<string, unknown> = {},
  secret = shop.secret,
): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const payload = { sub: '42', aud: shop.siteId, exp: now + 300, jti: randomBytes(12).toString('hex'), ...claims };
  return await new SignJWT(payload).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(secret));
}

/** Registers a visit as the widget does. */
export async function registerVisit(
  server: TestServer,
  shop: Shop,
  fields: Record<string, unknown> = {},
): Promise<ApiAnswer> {
  return await server.api('POST', '/v1/refs', {
    key: null,
    headers: { 'content-type': 'text/plain', origin: 'https://shop.example' },
    body: { entryPoint: shop.key, ref: mintRef(shop.code), ...fields },
  });
}

let latest = 0;

/** A time (ms) that no other event of the run has, later than all before. */
export function tick(): number {
  latest = Math.max(latest + 1, Date.now() - 1000);
  return latest;
}

/** Somebody who has a thread already taps an m.me link. */
export function referral(psid: string, ref: string | undefined, extra: object = {}): object {
  return {
    sender: { id: psid },
    recipient: { id: PAGE_ID },
    timestamp: tick(),
    referral: { ...(ref === undefined ? {} : { ref }), source: 'SHORTLINK', type: 'OPEN_THREAD' },
    ...extra,
  };
}
