import { request } from 'node:http';
import { signBody } from '../soak/sent-delivery.ts';

/** How to send a body; what is left out is as the platform does it. */
export interface SendOptions {
  readonly method?: string;
  readonly path?: string;
  readonly contentType?: string | null;
  /** Further headers; undefined takes one away. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** Says no length beforehand. */
  readonly chunked?: boolean;
}

/** What the server answered; status 0 when it cut the connection without an answer. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** Sends these very bytes on a connection of their own, signed unless the headers say otherwise. */
export async function sendBody(url: string, body: Buffer, options: SendOptions = {}): Promise<Answer> {
  const { method = 'POST', path = '/webhooks/messenger', contentType = 'application/json', chunked = false } = options;
  const all: Record<string, string | undefined> = {
    ...(contentType === null ? {} : { 'content-type': contentType }),
    'x-hub-signature-256': signBody(body),
    ...(chunked ? { 'transfer-encoding': 'chunked' } : { 'content-length': String(body.length) }),
    ...options.headers,
  };
  const headers = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  return await new Promise((resolve) => {
    let hasAnswer = false;
    const gone = (): void => (hasAnswer ? undefined : resolve({ status: 0, text: '', headers: {} }));
    const outgoing = request(new URL(path, url), { method, headers: headers as Record<string, string>, agent: false });
    outgoing.once('response', (response) => {
      hasAnswer = true; // whose rest is read, also where the connection ends while the body is still being sent
      const parts: Buffer[] = [];
      const done = (): void =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString(), headers: response.headers });
      response.on('data', (part: Buffer) => parts.push(part));
      response.once('end', done);
      response.once('error', done);
      response.once('close', done);
    });
    outgoing.on('error', gone);
    outgoing.end(body);
  });
}
