import { setTimeout as sleep } from 'node:timers/promises';
import type { RegisteredRef, VisitStatus } from '../../shared/visit.ts';
import { readEventStream } from '../../widget/entry/read-event-stream.ts';
import { type GraphStub, startGraphStub } from '../graph/graph-stub.ts';
import { API_KEY, APP_SECRET, startServerProcess } from '../soak/server-process.ts';
import { setUpSoakShop, type SoakShop } from '../soak/soak-shop.ts';
import { callApi, mintRef, referral, sign, signUserToken, tick } from '../support/server.ts';
import { freePort } from '../support/free-port.ts';
import type { BenchPlace } from './bench-place.ts';
import { quantile } from './quantile.ts';

/** How long it takes from sending the webhook with the right number until the visit's stream says "linked". */
export interface LinkingTime {
  /** One after the other, one begun each second. */
  readonly answersOneEachSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly worstMs: number;
  /** Fifty people at the same moment, again and again. */
  readonly answersFiftyTogether: number;
  readonly fiftyTogetherP50Ms: number;
  readonly fiftyTogetherP99Ms: number;
  readonly fiftyTogetherWorstMs: number;
}

/** Somebody whose right answer is all that lacks. */
interface Ready {
  readonly psid: string;
  readonly number: string;
  readonly payload: string;
  readonly linked: Promise<void>;
}

interface Bench {
  readonly url: string;
  readonly shop: SoakShop;
  readonly stub: GraphStub;
}

const CROWD = 50;
const WARM_UP = 20;
const PATIENCE_MS = 20_000;
const LOOK_MS = 5;
const ORIGIN = 'https://shop.example';

let people = 0;

/**
 * Measures it with the policy `match`, the way of a visit: registration, arrival and question lie before the measured time. The
 * platform is a stub in the process that measures.
 */
export async function measureLinking(
  place: BenchPlace,
  { alone, crowds }: { readonly alone: number; readonly crowds: number },
): Promise<LinkingTime> {
  const [data, stub] = [await place.emptyData(), await startGraphStub()];
  stub.reply({ body: { recipient_id: '1', message_id: 'm_said', id: '1', name: 'Ada Lovelace', locale: 'en_US' } });
  const server = startServerProcess({ ...data, port: await freePort(), env: { GRAPH_URL: stub.url } });
  try {
    await server.ready;
    const shop = await setUpSoakShop(server.url);
    const match = { key: API_KEY, body: { linkPolicy: 'match' } };
    await callApi(server.url, 'PATCH', `/v1/entry-points/${shop.entries[0].key}`, match);
    const bench = { url: server.url, shop, stub };
    await crowd(bench, WARM_UP);
    const single: number[] = [];
    for (let n = 0; n < alone; n++) {
      const [ready] = await Promise.all([prepare(bench), sleep(1000)]);
      single.push(await answer(bench, ready));
    }
    const together: number[] = [];
    for (let n = 0; n < crowds; n++) together.push(...(await crowd(bench, CROWD)));
    return { answersOneEachSecond: single.length, ...figures(single), ...prefixed(together) };
  } finally {
    await server.kill();
    await stub.close();
    await data.remove();
  }
}

function figures(ms: readonly number[]): Pick<LinkingTime, 'p50Ms' | 'p99Ms' | 'worstMs'> {
  return { p50Ms: quantile(ms, 0.5), p99Ms: quantile(ms, 0.99), worstMs: quantile(ms, 1) };
}

function prefixed(ms: readonly number[]): Omit<LinkingTime, 'answersOneEachSecond' | 'p50Ms' | 'p99Ms' | 'worstMs'> {
  const { p50Ms, p99Ms, worstMs } = figures(ms);
  return {
    answersFiftyTogether: ms.length,
    fiftyTogetherP50Ms: p50Ms,
    fiftyTogetherP99Ms: p99Ms,
    fiftyTogetherWorstMs: worstMs,
  };
}

async function crowd(bench: Bench, size: number): Promise<number[]> {
  const ready = await Promise.all(Array.from({ length: size }, () => prepare(bench)));
  return await Promise.all(ready.map((one) => answer(bench, one)));
}

/** Registers a visit, arrives with it, and waits for the question on the page and in the thread. */
async function prepare({ url, shop, stub }: Bench): Promise<Ready> {
  const [entry] = shop.entries;
  const [psid, ref] = [`93${10_000_000_000_000 + ++people}`, mintRef(entry.code)];
  const address = `198.18.${people >> 8}.${people & 255}`;
  const headers = { origin: ORIGIN, 'x-forwarded-for': address, 'content-type': 'text/plain' };
  const userToken = await signUserToken({ ...shop, ...entry }, { sub: psid });
  const body = { entryPoint: entry.key, ref, userToken };
  const registered = await callApi(url, 'POST', '/v1/refs', { key: null, headers, body });
  const { question, linked } = await watch(url, registered.body, headers);
  await deliver(url, entry.pageId, referral(psid, ref, { recipient: { id: entry.pageId } }));
  const number = await question;
  return { psid, number, payload: await sentPayload(stub, psid, number), linked };
}

/** Reads the stream of a visit as a page does. */
async function watch(url: string, { id, watchSecret }: RegisteredRef, headers: Record<string, string>) {
  const [question, linked] = [Promise.withResolvers<string>(), Promise.withResolvers<void>()];
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const options = { headers: { ...headers, 'watch-secret': watchSecret }, signal };
  const stream = await fetch(`${url}/v1/refs/${id}/events`, options);
  if (!stream.ok || !stream.body) throw new Error(`The stream of a visit was answered ${stream.status}.`);
  const take = readEventStream((data) => {
    const status: VisitStatus = JSON.parse(data);
    if (status.question?.kind === 'match') question.resolve(String(status.question.number));
    if (status.state === 'linked') linked.resolve();
  });
  const fail = (error: unknown): void => {
    question.reject(error);
    linked.reject(error);
  };
  void readAll(stream.body, take).then(() => fail(new Error('A stream ended early.')), fail);
  linked.promise.catch(() => undefined); // whoever waits for it hears of it
  return { question: question.promise, linked: linked.promise };
}

async function readAll(body: ReadableStream<Uint8Array>, take: (piece: string) => void): Promise<void> {
  const decoder = new TextDecoder();
  for await (const piece of body) take(decoder.decode(piece, { stream: true }));
}

/** What tapping that number below the question in the thread sends. */
async function sentPayload({ calls }: GraphStub, psid: string, number: string): Promise<string> {
  const payload = new RegExp(`threadtie:link:lat_[0-9a-z]+:${number}(?!\\d)`);
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(LOOK_MS)) {
    const question = calls.findLast(({ body }) => body.includes(psid) && payload.test(decodeURIComponent(body)));
    if (question) return payload.exec(decodeURIComponent(question.body))?.[0] ?? '';
  }
  throw new Error('A question was not asked in the thread.');
}

async function answer({ url, shop }: Bench, { psid, number, payload, linked }: Ready): Promise<number> {
  const [{ pageId }] = shop.entries;
  const message = { mid: `m_${psid}`, text: number, quick_reply: { payload } };
  const begun = performance.now();
  await deliver(url, pageId, { sender: { id: psid }, recipient: { id: pageId }, timestamp: tick(), message });
  await linked;
  return performance.now() - begun;
}

async function deliver(url: string, pageId: string, event: object): Promise<void> {
  const body = JSON.stringify({ object: 'page', entry: [{ id: pageId, time: Date.now(), messaging: [event] }] });
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': sign(body, APP_SECRET) };
  const answered = await fetch(`${url}/webhooks/messenger`, { method: 'POST', headers, body });
  await answered.text();
  if (answered.status !== 200) throw new Error(`A webhook was answered ${answered.status}.`);
}
