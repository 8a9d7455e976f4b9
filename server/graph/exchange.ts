import { MINUTE } from '../base/clock.ts';
import type { Ctx } from '../base/ctx.ts';
import { appSecretProof } from './app-secret-proof.ts';
import type { GraphCaller } from './graph-caller.ts';
import type { GraphRequest } from './graph-request.ts';

/** What came back: a status, headers and bytes. */
export interface Exchange {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
}

/** Why nothing came back. The first three: the platform has not seen the call. */
export type SilenceReason = 'not_found' | 'not_connected' | 'not_possible' | 'timeout' | 'cut_off' | 'too_large';

/** The platform gave no answer that could be read. It carries a reason of a closed set, and no cause: that could quote a header. */
export class Silence extends Error {
  override readonly name = 'Silence';
  readonly reason: SilenceReason;

  constructor(reason: SilenceReason) {
    super(`The platform gave no answer: ${reason}.`);
    this.reason = reason;
  }
}

const TIMEOUT_MS = MINUTE / 6;
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;

/**
 * Makes one HTTP call of the platform, and follows no redirect.
 * @throws {Silence}
 */
export async function exchange(ctx: Ctx, caller: GraphCaller, request: GraphRequest<unknown>): Promise<Exchange> {
  try {
    const answer = await ctx.fetch(urlOf(ctx, caller, request), {
      method: request.method,
      headers: headersOf(caller, request),
      body: bodyOf(caller, request),
      redirect: 'manual',
      signal: AbortSignal.timeout(request.timeoutMs ?? TIMEOUT_MS),
    });
    return { status: answer.status, headers: answer.headers, bytes: await readLimited(answer) };
  } catch (error) {
    if (error instanceof Silence) throw error;
    throw new Silence(reasonOf(error));
  }
}

/** Parameters stand in the body of POST and in the query of everything else; the token in neither. */
function urlOf({ settings }: Ctx, caller: GraphCaller, request: GraphRequest<unknown>): URL {
  const path = request.path.map(encodeURIComponent).join('/');
  const url = new URL(`${settings.graphUrl}/${settings.graphVersion}/${path}`);
  const proof = request.method === 'POST' ? {} : proofOf(caller, request);
  for (const [name, value] of Object.entries({ ...request.query, ...proof })) {
    if (value !== undefined) url.searchParams.set(name, value);
  }
  return url;
}

function headersOf(caller: GraphCaller, request: GraphRequest<unknown>): Record<string, string> {
  return {
    accept: 'application/json',
    ...(request.isWithoutToken ? {} : { authorization: `Bearer ${caller.token}` }),
    ...(bodyOf(caller, request) === null ? {} : { 'content-type': 'application/json' }),
  };
}

function bodyOf(caller: GraphCaller, request: GraphRequest<unknown>): string | null {
  if (request.method === 'POST') return JSON.stringify({ ...request.body, ...proofOf(caller, request) });
  return request.body ? JSON.stringify(request.body) : null;
}

function proofOf(caller: GraphCaller, request: GraphRequest<unknown>): { appsecret_proof?: string } {
  if (caller.appSecret === undefined || request.isWithoutToken) return {};
  return { appsecret_proof: appSecretProof(caller.token, caller.appSecret) };
}

async function readLimited(answer: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_ANSWER_BYTES) throw new Silence('too_large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const UNSEEN: Readonly<Record<string, SilenceReason>> = {
  ENOTFOUND: 'not_found',
  EAI_AGAIN: 'not_found',
  ECONNREFUSED: 'not_connected',
  EHOSTUNREACH: 'not_connected',
  ENETUNREACH: 'not_connected',
  UND_ERR_CONNECT_TIMEOUT: 'not_connected',
};

function reasonOf(error: unknown): SilenceReason {
  if (!(error instanceof Error)) return 'cut_off';
  if (error.name === 'TimeoutError') return 'timeout';
  const codes = codesOf(error);
  if (codes.some((code) => /CERT|TLS|ALTNAME/.test(code))) return 'not_possible';
  return codes.map((code) => UNSEEN[code]).find((reason) => reason !== undefined) ?? 'cut_off';
}

/** The codes of an error, of its causes, and of what it gathers: Node tries several addresses at once. */
function codesOf(error: unknown, depth = 0): string[] {
  if (!(error instanceof Error) || depth > 4) return [];
  const code: unknown = Reflect.get(error, 'code');
  const inner = error instanceof AggregateError ? error.errors : [];
  return [
    ...(typeof code === 'string' ? [code] : []),
    ...[error.cause, ...inner].flatMap((one) => codesOf(one, depth + 1)),
  ];
}
