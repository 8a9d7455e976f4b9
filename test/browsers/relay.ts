import { createServer, type IncomingMessage, request as ask, type ServerResponse } from 'node:http';
import type { TellStagesBody, ToldStage } from '../../shared/visit.ts';
import { listenLocally } from '../browser/listen-locally.ts';

/** Stands between the browser and the widget's server, as a filter, a broken line or another configuration would. */
export interface Relay {
  readonly origin: string;
  /** Addresses to which no answer comes: the line is cut. */
  blocked: RegExp | null;
  /** What is answered to whoever asks for the configuration of an entry point; the server's own answer without it. */
  config: object | null;
  /** The stages that the pages told of, in order. */
  readonly told: ToldStage[];
  /** The cookies that came with calls of the API. */
  readonly cookies: string[];
  close(): Promise<void>;
}

const CORS = { 'access-control-allow-origin': '*' };

/** Starts it in front of a server. */
export async function startRelay(server: string): Promise<Relay> {
  const listener = createServer((request, response) => void pass(relay, server, request, response));
  const { origin, close } = await listenLocally(listener);
  const relay: Relay = { origin, close, blocked: null, config: null, told: [], cookies: [] };
  return relay;
}

async function pass(relay: Relay, server: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { url = '/', method = 'GET', headers } = request;
  if (relay.blocked?.test(url)) return void request.socket.destroy();
  if (url.startsWith('/v1/') && headers.cookie) relay.cookies.push(headers.cookie);
  if (relay.config && /^\/v1\/entry-points\/[^/]+\/config$/.test(url)) {
    return void response
      .writeHead(200, { ...CORS, 'content-type': 'application/json' })
      .end(JSON.stringify(relay.config));
  }
  const body = await readBody(request).catch(() => null);
  if (!body) return;
  if (method === 'POST' && url === '/v1/stages')
    relay.told.push(...(JSON.parse(body.toString()) as TellStagesBody).stages);
  const onward = ask(`${server}${url}`, { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.on('error', () => response.destroy()).pipe(response);
  });
  onward.on('error', () => response.destroy());
  response.on('close', () => onward.destroy());
  onward.end(body);
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}
