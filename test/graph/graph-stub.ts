import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as it came over the wire. */
export interface StubCall {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** What the stub does with the next request. */
export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON. */
  readonly body?: string | object;
  /** Instead of answering: nothing ever comes, the connection is reset, or it breaks in the middle of the body. */
  readonly fault?: 'hang' | 'reset' | 'break';
}

/** A server on the loopback address that answers what it is told. */
export interface GraphStub {
  readonly url: string;
  readonly calls: StubCall[];
  /** Answers the next requests with these, and all after them with the last. */
  reply(...replies: readonly Reply[]): void;
  close(): Promise<void>;
}

export async function startGraphStub(): Promise<GraphStub> {
  const calls: StubCall[] = [];
  let replies: Reply[] = [];
  const server = createServer((request, response) => {
    void readCall(request).then((call) => {
      calls.push(call);
      send(request, response, (replies.length > 1 ? replies.shift() : replies[0]) ?? { body: {} });
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    reply: (...next) => void (replies = [...next]),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readCall(request: IncomingMessage): Promise<StubCall> {
  const url = new URL(request.url ?? '/', 'http://stub');
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return {
    method: request.method ?? '',
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: request.headers,
    body: Buffer.concat(chunks).toString(),
  };
}

function send(request: IncomingMessage, response: ServerResponse, reply: Reply): void {
  const { status = 200, headers = {}, body = '', fault } = reply;
  if (fault === 'hang') return;
  if (fault === 'reset') return void request.socket.resetAndDestroy();
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const length = fault === 'break' ? { 'content-length': String(Buffer.byteLength(text) + 10) } : {};
  response.writeHead(status, { 'content-type': 'application/json', ...length, ...headers });
  if (fault !== 'break') return void response.end(text);
  response.write(text, () => request.socket.resetAndDestroy());
}
