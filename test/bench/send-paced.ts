/**
 * Sends messages at a steady pace, in a process of its own: `node send-paced.ts <options as JSON>`. It prints how long each
 * answer took and when each message was sent, in the order of their numbers.
 */
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeMessage, type SignedDelivery } from './make-bodies.ts';

/** What is sent how. */
export interface PacedOptions {
  readonly url: string;
  readonly pageId: string;
  readonly amount: number;
  readonly connections: number;
  /** Messages per second; null: as fast as the connections take them. */
  readonly rate: number | null;
  /** When the first message happened, so that no two runs on the same data send the same. */
  readonly from: number;
}

/** What was seen of it. */
export interface PacedResult {
  /** From the moment a message was due, or was given to a connection where there is no pace. */
  readonly answerMs: readonly number[];
  /** Since 1970, by number. */
  readonly sentAt: readonly number[];
  readonly failed: number;
  readonly seconds: number;
}

const { url, pageId, amount, connections, rate, from }: PacedOptions = JSON.parse(process.argv[2] ?? '{}');
const agent = new Agent({ keepAlive: true, maxSockets: connections });
const deliveries = Array.from({ length: amount }, (_, number) => makeMessage(pageId, number, from));
const answerMs: number[] = [];
const sentAt: number[] = [];
let failed = 0;
const begun = performance.now();
if (rate === null) await sendAll();
else await sendPaced(rate);
const seconds = (performance.now() - begun) / 1000;
agent.destroy();
process.stdout.write(JSON.stringify({ answerMs, sentAt, failed, seconds } satisfies PacedResult));

async function sendAll(): Promise<void> {
  let next = 0;
  const connection = async (): Promise<void> => {
    while (next < amount) await send(next++, performance.now());
  };
  await Promise.all(Array.from({ length: connections }, connection));
}

/** A message that is late counts from when it was due: a slow server does not slow down its own measurement. */
async function sendPaced(perSecond: number): Promise<void> {
  const sent: Promise<void>[] = [];
  for (let number = 0; number < amount; number++) {
    const due = begun + (number * 1000) / perSecond;
    const wait = due - performance.now();
    if (wait > 1) await sleep(wait);
    sent.push(send(number, due));
  }
  await Promise.all(sent);
}

async function send(number: number, since: number): Promise<void> {
  const delivery = deliveries[number];
  if (!delivery) return;
  sentAt[number] = performance.timeOrigin + since;
  if ((await post(delivery)) !== 200) failed++;
  answerMs[number] = performance.now() - since;
}

async function post({ body, signature }: SignedDelivery): Promise<number> {
  const headers = {
    'content-type': 'application/json',
    'content-length': body.length,
    'x-hub-signature-256': signature,
  };
  return await new Promise((resolve) => {
    const sending = request(`${url}/webhooks/messenger`, { method: 'POST', agent, headers }, (answer) => {
      answer.resume().once('end', () => resolve(answer.statusCode ?? 0));
    });
    sending.once('error', () => resolve(0));
    sending.end(body);
  });
}
