import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { LinkCode } from '../../shared/link-code.ts';
import {
  type RegisterRefBody,
  VISIT_STATES,
  type VisitIdentity,
  type VisitQuestion,
  type VisitState,
} from '../../shared/visit.ts';
import { buildWidget } from '../../widget/build.ts';
import { expiry } from './expiry.ts';
import { listenLocally } from './listen-locally.ts';

const ANONYMOUS: VisitIdentity = { status: 'none', code: null, message: null };
const CODE = { code: 'CDFG-HJKM', url: 'https://m.me/1067?ref=SPRING1_CDFGHJKM' } as const;
const CORS = { 'access-control-allow-origin': '*', 'access-control-allow-headers': 'watch-secret' };

/** The Threadtie server as the widget sees it, scripted: what it was asked, and what it answers. */
export interface ButtonApi {
  readonly origin: string;
  readonly requests: string[];
  /** What it was asked for the sake of counting only: the part of the widget that counts, and the counts. */
  readonly telemetry: string[];
  readonly registrations: RegisterRefBody[];
  /** Status and body of the next answers to registrations; without any, the visit is registered. */
  readonly answers: { readonly status: number; readonly body: unknown }[];
  readonly streams: Set<ServerResponse>;
  /** `refused`: answered 502, so that the widget has to ask; `brief`: says where the visit stands, and ends. */
  stream: 'open' | 'refused' | 'brief';
  identity: VisitIdentity;
  /** Where a visit stands; one whose entry point or id is named like a state stands there for good. */
  state: VisitState;
  /** What visits are asked for good, by the name of their entry point or id. */
  readonly questions: Map<string, VisitQuestion>;
  /** Says where the visit stands, on every stream and to whoever asks. */
  say(state: VisitState): void;
  /** Ends every stream, as a restarted server does. */
  hangUp(): void;
  close(): Promise<void>;
}

/** Every test has a server of its own; what they serve is read for the first. */
let built: Promise<ReadonlyMap<string, Buffer>> | undefined;

async function readBuilt(): Promise<ReadonlyMap<string, Buffer>> {
  return new Map((await buildWidget()).map(({ file, path }) => [`/${file}`, readFileSync(path)]));
}

/** Starts the scripted server on a port of its own, or the one given. */
export async function startButtonApi(port = 0): Promise<ButtonApi> {
  const files = await (built ??= readBuilt());
  const server = createServer((request, response) => {
    const isCounting = /stages(\.mjs)?(\?|$)/.test(request.url ?? '');
    (isCounting ? api.telemetry : api.requests).push(`${request.method} ${request.url}`);
    const file = files.get((request.url ?? '').replace(/^\/widget\/v\/[^/]+|\?.*$/g, ''));
    if (file) response.writeHead(200, { ...CORS, 'content-type': 'text/javascript; charset=utf-8' }).end(file);
    else if (request.method === 'OPTIONS') response.writeHead(204, CORS).end();
    else if (isCounting) request.resume().on('end', () => response.writeHead(202, CORS).end('{}'));
    else if (/confirm$|link-codes$/.test(request.url ?? '')) void unlessLeft(request, act(request, response));
    else if (request.method === 'POST') void unlessLeft(request, register(api, request, response));
    else if (request.headers['watch-secret'] !== 'secret') response.writeHead(404, CORS).end();
    else if (!request.url?.endsWith('/events')) response.writeHead(200, CORS).end(statusOf(api, request.url));
    else if (api.stream === 'refused') response.writeHead(502, CORS).end();
    else openStream(api, request, response);
  });
  const { origin, close } = await listenLocally(server, port);
  const api: ButtonApi = {
    origin,
    close,
    requests: [],
    telemetry: [],
    registrations: [],
    answers: [],
    streams: new Set(),
    stream: 'open',
    identity: ANONYMOUS,
    state: 'waiting',
    questions: new Map(),
    say(state) {
      api.state = state;
      for (const stream of api.streams) stream.write(`data: ${statusOf(api)}\n\n`);
    },
    hangUp() {
      for (const stream of api.streams) stream.end();
      api.streams.clear();
    },
  };
  return api;
}

function openStream(api: ButtonApi, request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { ...CORS, 'content-type': 'text/event-stream' });
  response.write(`: hello\n\ndata: ${statusOf(api, request.url)}\n\n`);
  if (api.stream === 'brief') response.end();
  else api.streams.add(response);
}

function statusOf(api: ButtonApi, url = ''): string {
  const { identity, questions } = api;
  const names = url.split('/');
  const question = names.map((name) => questions.get(name)).find(Boolean) ?? null;
  const state = question ? 'asked' : (VISIT_STATES.find((each) => names.includes(each)) ?? api.state);
  const visit = { id: 'ref_1', entryPoint: 'spring-sale', state, identity, question, stages: [] };
  return JSON.stringify({ ...visit, expiresAt: expiry() });
}

async function register(api: ButtonApi, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = JSON.parse(await readText(request)) as RegisterRefBody;
  api.registrations.push(body);
  const id = [...VISIT_STATES, ...api.questions.keys()].find((each) => each === body.entryPoint) ?? 'ref_1';
  const visit = { id, ref: body.ref, url: '', watchSecret: 'secret', expiresAt: expiry() };
  const answer = api.answers.shift() ?? { status: 201, body: { ...visit, identity: api.identity } };
  response.writeHead(answer.status, { ...CORS, 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
}

/** Takes what a visit answers, or gives out a code; never where the name of visit or entry point says busy, or failing. */
async function act(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { entryPoint = request.url } = JSON.parse(await readText(request)) as { entryPoint?: string };
  if (entryPoint?.includes('busy')) return;
  const code: LinkCode = { ...CODE, id: 'ref_1', watchSecret: 'secret', expiresAt: expiry() };
  const isFailing = entryPoint?.includes('failing') === true;
  response.writeHead(isFailing ? 503 : 200, CORS).end(JSON.stringify(isFailing ? {} : code));
}

/** A page that is closed while it asks takes the rest of its request along. */
async function unlessLeft(request: IncomingMessage, answered: Promise<void>): Promise<void> {
  await answered.catch((error: unknown) => {
    if (request.complete) throw error;
  });
}

async function readText(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString('utf8');
}
