import { answerCall } from './answer-call.ts';
import type { Simulator } from '../simulator.ts';
import { serialisePayload } from '../webhook/serialise-payload.ts';
import { badParameter } from './graph-error.ts';
import type { GraphAnswer } from './graph-answer.ts';
import { type GraphRequest, splitPath } from './graph-request.ts';
import { isObject } from './parse-json.ts';
import { type Params, readPairs } from './read-params.ts';
import { fillReferences } from './fill-references.ts';
import { tokenOf } from './read-request.ts';

const MOST = 50;

/** True for a call that holds others. */
export function isBatch({ method, path, params }: GraphRequest): boolean {
  return method === 'POST' && path === '/' && params['batch'] !== undefined;
}

/**
 * Carries out the calls of a batch one after the other and answers with their answers, bodies as text. A call whose
 * dependency failed is not carried out and answered null (unverified).
 * @throws {GraphError} 100 for more than 50 calls, or for what is no list of them
 */
export async function answerBatch(sim: Simulator, batch: GraphRequest): Promise<GraphAnswer> {
  const items = readItems(batch.params['batch']);
  const hasHeaders = String(batch.params['include_headers'] ?? 'true') !== 'false';
  const bodies = new Map<string, unknown>();
  const answers: (object | null)[] = [];
  for (const item of items) {
    const answer = await answerItem(sim, batch, item, bodies);
    answers.push(answer && isShown(item, items, answer) ? written(answer, hasHeaders) : null);
  }
  return { status: 200, headers: { 'facebook-api-version': batch.version }, body: answers };
}

function readItems(value: unknown): Params[] {
  if (!Array.isArray(value) || value.length === 0) throw badParameter('Param batch must be a non-empty array');
  if (value.length > MOST) throw badParameter(`Too many requests in batch message. Maximum batch size is ${MOST}`);
  return value.map((item: unknown, index) => {
    if (isObject(item) && typeof item['relative_url'] === 'string') return item;
    throw badParameter(`Param batch[${index}][relative_url] is required`);
  });
}

async function answerItem(
  sim: Simulator,
  batch: GraphRequest,
  item: Params,
  bodies: Map<string, unknown>,
): Promise<GraphAnswer | null> {
  const text = (key: string): string | null => fillReferences(String(item[key] ?? ''), bodies);
  const [url, body] = [text('relative_url'), text('body')];
  if (url === null || body === null || dependencies(item).some((name) => !bodies.has(name))) return null;
  const request = readItem(batch, item, url, body);
  const answer = await answerCall(sim, request, sim.traffic.faultsFor(request.path, 'item'));
  if (typeof item['name'] === 'string' && answer.status === 200) bodies.set(item['name'], answer.body);
  return answer;
}

function readItem(batch: GraphRequest, item: Params, relativeUrl: string, body: string): GraphRequest {
  const url = new URL(`http://graph/${relativeUrl.replace(/^\/+/, '')}`);
  const { method: override, ...params } = { ...readPairs(url.searchParams), ...readPairs(new URLSearchParams(body)) };
  const own = tokenOf(params, undefined);
  const { appsecret_proof: proof } = batch.params;
  const hasBatchProof = (own === null || own === batch.token) && proof !== undefined;
  const path = splitPath(url.pathname);
  return {
    method: String(override ?? item['method'] ?? 'GET').toUpperCase(),
    path: path.path,
    version: /^\/v\d/.test(url.pathname) ? path.version : batch.version,
    params: hasBatchProof ? { appsecret_proof: proof, ...params } : params,
    files: attachedFiles(batch, item['attached_files']),
    token: own ?? batch.token,
  };
}

function attachedFiles(batch: GraphRequest, names: unknown): ReadonlyMap<string, File> {
  const wanted = typeof names === 'string' ? names.split(',').map((name) => name.trim()) : [];
  return new Map([...batch.files].filter(([name]) => wanted.includes(name)));
}

/** What another call builds on is left out once it succeeded, unless the caller wants to see it. */
function isShown(item: Params, items: readonly Params[], { status }: GraphAnswer): boolean {
  const { name, omit_response_on_success: omits = 'true' } = item;
  if (typeof name !== 'string' || status !== 200 || String(omits) === 'false') return true;
  return !items.some((one) => {
    const text = `${String(one['relative_url'])} ${String(one['body'] ?? '')}`;
    return dependencies(one).includes(name) || text.includes(`{result=${name}:`);
  });
}

function dependencies({ depends_on: names }: Params): string[] {
  return typeof names === 'string' ? names.split(',').map((name) => name.trim()) : [];
}

function written(answer: GraphAnswer, hasHeaders: boolean): object {
  const all = { ...answer.headers, 'content-type': 'application/json; charset=UTF-8' };
  const headers = Object.entries(all).map(([name, value]) => ({ name, value }));
  return { code: answer.status, ...(hasHeaders ? { headers } : {}), body: serialisePayload(answer.body) };
}
