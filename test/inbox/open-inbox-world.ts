import { createHmac } from 'node:crypto';
import { OpenAPIHono } from '@hono/zod-openapi';
import type { MessengerEvent } from '../../shared/messenger/messenger-event.ts';
import { type Actor, SYSTEM } from '../../server/base/actor.ts';
import { systemClock } from '../../server/base/clock.ts';
import type { Ctx } from '../../server/base/ctx.ts';
import { createSecretBox } from '../../server/base/crypto/secret-box.ts';
import { type HttpEnv, onError } from '../../server/base/http/index.ts';
import { createLog } from '../../server/base/log.ts';
import { createFlights } from '../../server/base/flights.ts';
import { createMetrics } from '../../server/base/metrics/metrics.ts';
import { createQueue } from '../../server/base/queue/index.ts';
import { createPacer } from '../../server/base/pacer.ts';
import { systemRandom } from '../../server/base/random.ts';
import { createLocalSignals } from '../../server/base/signal/local-signals.ts';
import type { Storage } from '../../server/base/storage/index.ts';
import { type ApplyOptions, applyEvents } from '../../server/inbox/apply-events.ts';
import {
  acceptRoutes,
  createInbox,
  deliveryRoutes,
  type EventHandler,
  type Inbox,
  verificationRoutes,
} from '../../server/inbox/index.ts';
import { PARTITIONS } from '../../server/inbox/partition-of.ts';
import { splitDeliveries } from '../../server/inbox/split-deliveries.ts';
import { selectPending } from '../../server/inbox/store.ts';
import type { AppCredentials } from '../../server/inbox/verify-signature.ts';
import type { Dialect } from '../support/dialects.ts';

export const SECRET = '0123456789abcdef0123456789abcdef';
export const APP: AppCredentials = { id: 'app-1', secrets: [SECRET], verifyToken: 'open sesame', allowsSha1: false };

export interface WorldOptions {
  readonly apps?: readonly AppCredentials[];
  readonly handlers?: readonly EventHandler[];
  /** Ids of Pages that are not connected. */
  readonly strangers?: Set<string>;
  readonly maxWaitingBytes?: number;
  /** true: the machine's clock, and everything runs by itself as in the product. */
  readonly isRunning?: boolean;
  /** true: this inbox only stores. */
  readonly appendOnly?: boolean;
  /** Puts something between the inbox and the storage. */
  readonly wrap?: (storage: Storage) => Storage;
}

/** An inbox on a database of its own, with a clock that stands until it is moved. */
export interface InboxWorld {
  readonly ctx: Ctx;
  readonly inbox: Inbox;
  /** The paths of the inbox, to be served. */
  readonly http: OpenAPIHono<HttpEnv>;
  /** The events the default handler was given, in order. */
  readonly seen: MessengerEvent[];
  advance(ms: number): void;
  /** POSTs the body, signed unless other headers are given. */
  post(body: string | Uint8Array<ArrayBuffer>, headers?: Record<string, string>, path?: string): Promise<Response>;
  get(path: string, actor?: Actor): Promise<Response>;
  /** Splits all that is stored, here and now. */
  split(): Promise<void>;
  /** Applies all that is due, here and now. */
  apply(): Promise<void>;
  /** Starts a second inbox with a queue of its own on the same data, as another process would. Answers how to stop it. */
  startAnother(): Promise<() => Promise<void>>;
  /** Runs one drain of each partition. */
  applyOnce(): Promise<void>;
  close(): Promise<void>;
}

export async function openInboxWorld(dialect: Dialect, options: WorldOptions = {}): Promise<InboxWorld> {
  const opened = await dialect.open();
  const storage = options.wrap?.(opened.storage) ?? opened.storage;
  let time = Date.UTC(2026, 10, 20, 12);
  const clock = options.isRunning ? systemClock : { now: () => new Date(time) };
  const log = createLog('silent');
  const queue = await createQueue({ storage: opened.storage, databaseUrl: opened.databaseUrl, clock, log });
  const ctx = createCtx({ storage, queue, clock, log });
  const seen: MessengerEvent[] = [];
  const apps = options.apps ?? [APP];
  const lent = {
    handlers: options.handlers ?? [async (_: Ctx, event: MessengerEvent) => void seen.push(event)],
    isConnectedPage: async (pageId: string) => !options.strangers?.has(pageId),
  };
  const findApps = async (appId: string | null) => apps.filter((app) => appId === null || app.id === appId);
  const { maxWaitingBytes, appendOnly = false } = options;
  const inboxOptions = { ctx, findApps, ...lent, ...(maxWaitingBytes ? { maxWaitingBytes } : {}) };
  const inbox = createInbox({ ...inboxOptions, appendOnly });
  let caller: Actor = SYSTEM;
  const http = createHttp(ctx, () => ({ ...ctx, actor: caller }), inbox);
  if (options.isRunning) {
    await queue.start();
    inbox.start();
  }
  return {
    ctx,
    inbox,
    http,
    seen,
    advance: (ms) => void (time += ms),
    post: async (body, headers = signed(body), path = '/webhooks/messenger') =>
      await http.request(path, { method: 'POST', body, headers }),
    get: async (path, actor = SYSTEM) => {
      caller = actor;
      return await http.request(path);
    },
    ...createSteps(ctx, lent, PARTITIONS[dialect.name]),
    async startAnother() {
      const own = await createQueue({ storage: opened.storage, databaseUrl: opened.databaseUrl, clock, log });
      const other = createInbox({ ...inboxOptions, ctx: { ...ctx, queue: own } });
      await own.start();
      other.start();
      return async () => {
        await other.stop();
        await own.stop(1000);
      };
    },
    async close() {
      await inbox.stop();
      await queue.stop(1000);
      await opened.close();
    },
  };
}

/** The steps of the inbox, one by one instead of by themselves. */
function createSteps(
  ctx: Ctx,
  lent: ApplyOptions,
  partitions: number,
): Pick<InboxWorld, 'split' | 'apply' | 'applyOnce'> {
  return {
    async split() {
      while (await splitDeliveries(ctx));
    },
    async apply() {
      for (let partition = 0; partition < partitions; partition++) {
        while (await isDue(ctx, partition)) await applyEvents(ctx, [partition], lent);
      }
    },
    async applyOnce() {
      for (let partition = 0; partition < partitions; partition++) await applyEvents(ctx, [partition], lent);
    },
  };
}

async function isDue(ctx: Ctx, partition: number): Promise<boolean> {
  return (await ctx.storage.write((tx) => selectPending(tx, [partition], ctx.clock.now(), 1))).length > 0;
}

function createCtx(parts: Pick<Ctx, 'storage' | 'queue' | 'clock' | 'log'>): Ctx {
  const settings = {
    publicUrl: 'http://127.0.0.1:8787',
    messengerUrl: 'https://m.me',
    instagramUrl: 'https://ig.me/m',
    graphUrl: 'http://127.0.0.1:9/graph',
    graphVersion: 'v25.0',
    identityLifetimeMs: 3_600_000,
    contextLifetimeMs: 86_400_000,
    registrationGraceMs: 60_000,
    echoWaitMs: 120_000,
    questionLifetimeMs: 600_000,
    rawRetentionMs: 14 * 86_400_000,
    linkRedirectOrigins: [],
    allowsLocalAddresses: false,
  };
  const signals = createLocalSignals();
  const secretBox = createSecretBox(['a key that is only used by the tests']);
  const metrics = createMetrics();
  const guardedFetch = () => Promise.reject(new Error('Nothing here calls an address of a customer.'));
  const outward = { fetch, guardedFetch, flights: createFlights(), pacer: createPacer(parts.clock) };
  return {
    actor: SYSTEM,
    requestId: 'test',
    random: systemRandom,
    signals,
    secretBox,
    settings,
    metrics,
    ...outward,
    ...parts,
  };
}

function createHttp(ctx: Ctx, ctxOf: () => Ctx, inbox: Inbox): OpenAPIHono<HttpEnv> {
  const http = new OpenAPIHono<HttpEnv>();
  http.route('/', acceptRoutes(ctx, inbox));
  http.use(async (c, next) => {
    c.set('ctx', ctxOf());
    await next();
  });
  http.onError(onError);
  http.route('/', verificationRoutes(inbox));
  http.route('/', deliveryRoutes(inbox));
  return http;
}

/** The header with which the platform signs this body. */
export function signed(body: string | Uint8Array<ArrayBuffer>, secret: string = SECRET): Record<string, string> {
  return { 'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}` };
}

/** A delivery with these messaging events, as JSON. */
export function deliveryOf(...messaging: unknown[]): string {
  return JSON.stringify({ object: 'page', entry: [{ id: PAGE, time: 1_795_176_000_123, messaging }] });
}

export const PAGE = '1067280970047460';

/** A text message of a person to the Page. */
export function messageOf(psid: string, mid: string, timestamp: unknown = 1_795_175_999_000): object {
  return { sender: { id: psid }, recipient: { id: PAGE }, timestamp, message: { mid, text: 'hello' } };
}

/** The mid of an applied message. */
export function midOf(event: MessengerEvent): string {
  return (event.raw as { message: { mid: string } }).message.mid;
}
