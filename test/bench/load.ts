/**
 * The load, in a process of its own: `node load.ts <options as JSON>` prints what autocannon measured. Every connection
 * has bodies of its own, made and signed beforehand.
 */
import autocannon from 'autocannon';
import { makeMessage, makeReferral } from './make-bodies.ts';

interface LoadOptions {
  readonly url: string;
  readonly pageId: string;
  readonly connections: number;
  /** How many bodies each connection has before it begins anew. */
  readonly bodies: number;
  /** Ends after this time... */
  readonly seconds?: number;
  /** ...or after this many requests. */
  readonly amount?: number;
  /** A campaign ref: sends referrals that bring it instead of messages. */
  readonly ref?: string;
}

const { url, pageId, connections, bodies, seconds, amount, ref }: LoadOptions = JSON.parse(process.argv[2] ?? '{}');
const now = Date.now();
const path = '/webhooks/messenger';
let next = 0;
const requests = Array.from({ length: connections }, () =>
  Array.from({ length: bodies }, () => {
    const number = next++;
    const { body, signature } = ref ? makeReferral(pageId, number, now, ref) : makeMessage(pageId, number, now);
    const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signature };
    return { method: 'POST' as const, path, headers, body };
  }),
);
const result = await autocannon({
  url,
  connections,
  ...(seconds === undefined ? {} : { duration: seconds }),
  ...(amount === undefined ? {} : { amount }),
  setupClient: (client) => client.setRequests(requests.pop() ?? []),
});
const { non2xx, errors, latency, duration } = result;
const perSecond = result.requests.total / duration;
console.log(JSON.stringify({ perSecond, p50: latency.p50, p99: latency.p99, failed: non2xx + errors, duration }));
