import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A webhook as it came over the wire. */
export interface ReceivedWebhook {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** The server the simulator speaks to in these tests: real HTTP, the few answers that the simulator asks for. */
export interface ThreadtiePeer {
  readonly url: string;
  readonly webhooks: ReceivedWebhook[];
  /** API calls as `METHOD /path`, in order. */
  readonly calls: string[];
  /** Sites, entry points, links and arrivals the API answers with. */
  readonly data: PeerData;
  /** Statuses of the next webhooks; 200 when empty. */
  readonly statuses: number[];
  /** Paths at which webhooks are answered 503. */
  readonly failing: Set<string>;
  /** How long the next webhooks wait for their answer, in milliseconds; not at all when empty. */
  readonly pauses: number[];
  /** The event of the n-th webhook's first entry. */
  event(index: number): Record<string, unknown>;
  close(): Promise<void>;
}

export interface PeerData {
  sites: { id: string; name: string; origins: string[] }[];
  entryPoints: Record<string, unknown>[];
  links: Record<string, unknown>[];
  arrivals: Record<string, unknown>[];
}

export const VERIFY_TOKEN = 'verify-me';
export const API_KEY = 'tt_key_of_the_shop';
const NOW = '2026-11-20T10:00:00.000Z';

/** Starts a peer on a free port. */
export async function startPeer(): Promise<ThreadtiePeer> {
  const peer = {
    webhooks: [] as ReceivedWebhook[],
    calls: [] as string[],
    statuses: [] as number[],
    failing: new Set<string>(),
    pauses: [] as number[],
    data: emptyData(),
  };
  const server = createServer((request, response) => void answer(peer, request, response));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    ...peer,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    event: (index) => JSON.parse(peer.webhooks[index]?.body ?? 'null').entry[0].messaging[0],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function emptyData(): PeerData {
  return { sites: [], entryPoints: [], links: [], arrivals: [] };
}

type Parts = Omit<ThreadtiePeer, 'url' | 'event' | 'close'>;

async function answer(peer: Parts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://peer');
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString();
  if (url.pathname === '/healthz') return void response.end('ok');
  if (/^\/webhooks\/messenger(?:\/\d+)?$/.test(url.pathname)) return webhook(peer, request, response, url, body);
  peer.calls.push(`${request.method} ${url.pathname}`);
  const isAllowed = request.headers.authorization === `Bearer ${API_KEY}`;
  const [status, json] = isAllowed ? api(peer.data, `${request.method} ${url.pathname}`, body) : [401, {}];
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
}

function webhook(peer: Parts, request: IncomingMessage, response: ServerResponse, url: URL, body: string): void {
  if (request.method === 'GET') {
    const isRight = url.searchParams.get('hub.verify_token') === VERIFY_TOKEN;
    return void response.writeHead(isRight ? 200 : 403).end(url.searchParams.get('hub.challenge'));
  }
  peer.webhooks.push({ path: url.pathname, headers: request.headers, body });
  const status = peer.failing.has(url.pathname) ? 503 : (peer.statuses.shift() ?? 200);
  setTimeout(() => response.writeHead(status).end('EVENT_RECEIVED'), peer.pauses.shift() ?? 0);
}

function api(data: PeerData, call: string, text: string): [status: number, body: unknown] {
  const body = text === '' ? {} : JSON.parse(text);
  const last = call.split('/').at(-1);
  if (call === 'POST /v1/sites') {
    const site = { id: `site_${data.sites.length + 1}`, createdAt: NOW, ...body };
    data.sites.push(site);
    return [201, { ...site, userTokenSecret: 'a-secret-of-at-least-thirty-two-bytes' }];
  }
  if (/ \/v1\/sites\//.test(call)) return oneSite(data, call, body);
  if (call.startsWith('PUT /v1/pages/')) return [200, { id: last, platform: 'messenger', health: 'unknown', ...body }];
  if (call === 'POST /v1/entry-points') return createEntryPoint(data, body);
  if (call.startsWith('GET /v1/entry-points/')) return found(data.entryPoints.find((one) => one['key'] === last));
  if (call === 'GET /v1/account-links') return [200, { data: data.links, nextCursor: null }];
  if (call === 'GET /v1/arrivals') return [200, { data: data.arrivals, nextCursor: null }];
  return [404, {}];
}

function oneSite(data: PeerData, call: string, change: object): [number, unknown] {
  const site = data.sites.find((one) => call.endsWith(`/${one.id}`));
  if (site && call.startsWith('PATCH')) Object.assign(site, change);
  return found(site);
}

function createEntryPoint(data: PeerData, body: Record<string, unknown>): [number, unknown] {
  if (data.entryPoints.some((one) => one['key'] === body['key'])) return [409, { error: { code: 'already_exists' } }];
  const entry = { ...body, code: 'demo1', status: 'active', url: `https://m.me/${String(body['pageId'])}?ref=demo1` };
  data.entryPoints.push(entry);
  return [201, entry];
}

function found(value: unknown): [number, unknown] {
  return value ? [200, value] : [404, { error: { code: 'not_found' } }];
}
