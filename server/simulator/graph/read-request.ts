import type { Context } from 'hono';
import { badParameter } from './graph-error.ts';
import { type GraphRequest, splitPath } from './graph-request.ts';
import { parseObject } from './parse-json.ts';
import { type Params, readJson, readPairs } from './read-params.ts';

const MAX_GET_BODY_BYTES = 1_000_000;
const METHODS = ['GET', 'POST', 'DELETE'];

interface Body {
  readonly params: Params;
  readonly files: ReadonlyMap<string, File>;
}

/**
 * Reads a call wherever its parts stand: query, JSON, form or multipart body, also of a GET, and the token in any of them or
 * in the header. `method=delete` of a POST counts as its method.
 * @param path of the call below the API's address, version included
 * @throws {GraphError} 100 for an unreadable body
 */
export async function readRequest(c: Context, path: string): Promise<GraphRequest> {
  const query = readPairs(new URL(c.req.url).searchParams);
  const body = await readBody(c);
  const { method: override, ...params } = { ...query, ...body.params };
  const sent = c.req.method === 'HEAD' ? 'GET' : c.req.method;
  return {
    method: sent === 'POST' ? methodOf(override, sent) : sent,
    params: sent === 'POST' || override === undefined ? params : { ...params, method: override },
    ...splitPath(path),
    files: body.files,
    token: tokenOf(params, c.req.header('authorization')),
  };
}

/** The token of the parameters, else the one of the header. */
export function tokenOf(params: Params, header: string | undefined): string | null {
  const { access_token: token = bearer(header) } = params;
  return typeof token === 'string' && token !== '' ? token : null;
}

function methodOf(override: unknown, sent: string): string {
  const method = String(override ?? sent).toUpperCase();
  return METHODS.includes(method) ? method : sent;
}

async function readBody(c: Context): Promise<Body> {
  const type = c.req.header('content-type') ?? '';
  if (/^multipart\/form-data\b/i.test(type)) return await readMultipart(c);
  return { params: readText(await bodyText(c), type), files: new Map() };
}

/** A body of no or a plain type is whatever it looks like. */
function readText(text: string, type: string): Params {
  if (/\bjson\b/i.test(type)) return readJson(text);
  return parseObject(text) ?? readPairs(new URLSearchParams(text));
}

async function readMultipart(c: Context): Promise<Body> {
  const form = await c.req.raw.formData().catch(() => {
    throw badParameter('The multipart body is broken.');
  });
  const entries = [...form.entries()];
  const texts = entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  const files = entries.filter((entry): entry is [string, File] => typeof entry[1] !== 'string');
  return { params: readPairs(texts), files: new Map(files) };
}

/** The web's Request has no body for a GET, so that one is read from the connection. */
async function bodyText(c: Context): Promise<string> {
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return await c.req.text();
  const incoming: unknown = Reflect.get(Object(c.env), 'incoming');
  if (!isReadable(incoming)) return '';
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    size += chunk.length;
    if (size > MAX_GET_BODY_BYTES) throw badParameter('The request body is too large.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function isReadable(value: unknown): value is AsyncIterable<Buffer> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

function bearer(header: string | undefined): string | undefined {
  return header && /^(?:Bearer|OAuth) +(.+)$/i.exec(header)?.[1];
}
