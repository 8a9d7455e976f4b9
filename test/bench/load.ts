/**
 * The load, in a process of its own: `node load.ts <options as JSON>` prints what it measured. Every connection has bodies
 * of its own, made and signed beforehand, and sends the next when the one before is answered. It writes and reads plain
 * sockets: a client that parses every answer would need more of the machine than the server it measures.
 */
import { connect, type Socket } from 'node:net';
import { makeMessage, makeReferral } from './make-bodies.ts';
import { quantile } from './quantile.ts';

interface LoadOptions {
  readonly url: string;
  readonly pageId: string;
  readonly connections: number;
  /** How many bodies each connection has before it begins anew. */
  readonly bodies: number;
  /** Ends after this time; without one when every body was sent once. */
  readonly seconds?: number;
  /** A campaign ref: sends referrals that bring it instead of messages. */
  readonly ref?: string;
}

const HEAD_END = '\r\n\r\n';
const options: LoadOptions = JSON.parse(process.argv[2] ?? '{}');
const { hostname, port, host } = new URL(options.url);
const now = Date.now();
const latencies: number[] = [];
const isEndless = options.seconds !== undefined;
let [next, failed] = [0, 0];
const work = Array.from({ length: options.connections }, () => Array.from({ length: options.bodies }, makeRequest));
const begun = performance.now();
const deadline = begun + (options.seconds ?? Infinity) * 1000;
await Promise.all(work.map(sendAll));
const seconds = (performance.now() - begun) / 1000;
const [p50, p99] = [quantile(latencies, 0.5), quantile(latencies, 0.99)];
console.log(JSON.stringify({ perSecond: latencies.length / seconds, p50, p99, failed, duration: seconds }));

/** A whole request as it goes over the wire. */
function makeRequest(): Buffer {
  const number = next++;
  const { pageId, ref } = options;
  const { body, signature } = ref ? makeReferral(pageId, number, now, ref) : makeMessage(pageId, number, now);
  const lines = [
    'POST /webhooks/messenger HTTP/1.1',
    `host: ${host}`,
    'content-type: application/json',
    `x-hub-signature-256: ${signature}`,
    `content-length: ${body.length}`,
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), body]);
}

async function sendAll(requests: readonly Buffer[]): Promise<void> {
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  await new Promise<void>((resolve, reject) => {
    let [at, sentAt] = [0, 0];
    const send = (): void => {
      const isOver = isEndless ? performance.now() >= deadline : at === requests.length;
      if (isOver) return void socket.end(resolve);
      sentAt = performance.now();
      socket.write(requests[at++ % requests.length] ?? '');
    };
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('The server closed a connection.')));
    onAnswer(socket, (isOk) => {
      latencies.push(performance.now() - sentAt);
      if (!isOk) failed++;
      send();
    });
    socket.once('connect', send);
  });
}

/** Calls back for every whole answer; all of them tell their length. */
function onAnswer(socket: Socket, answered: (isOk: boolean) => void): void {
  let text = '';
  socket.setEncoding('latin1');
  socket.on('data', (chunk: string) => {
    text += chunk;
    const head = text.indexOf(HEAD_END);
    if (head === -1) return;
    const length = Number(/content-length: (\d+)/i.exec(text)?.[1]);
    if (text.length < head + HEAD_END.length + length) return;
    const isOk = text.startsWith('HTTP/1.1 200');
    text = '';
    answered(isOk);
  });
}
