import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { digestOf } from '../soak/sent-delivery.ts';
import { type AttackedServer, startAttackedServer } from './attacked-server.ts';
import { bodyOf, messageJson } from './bad-body.ts';
import { hear, rawPost } from './raw-talk.ts';
import { sendBody } from './send-body.ts';

const SLOW_MS = 200;
const IDLE = 1000;
const CUT_MS = 20_000;

let server: AttackedServer;

beforeAll(async () => {
  server = await startAttackedServer('sqlite');
});
afterAll(() => server.stop());

const message = (): Buffer => bodyOf(server.pageId, messageJson(server.pageId));

/** Sends `quick` at once and the rest byte by byte; answers after how long the server had enough. */
async function dribble(quick: string, rest: string): Promise<{ ms: number; text: string }> {
  const begun = performance.now();
  const socket = connect(server.port, '127.0.0.1');
  const heard = hear(socket, CUT_MS);
  socket.write(quick);
  for (const byte of rest) {
    if (socket.destroyed) break;
    socket.write(byte);
    await sleep(SLOW_MS);
  }
  const { text } = await heard;
  return { ms: performance.now() - begun, text };
}

async function open(count: number): Promise<Socket[]> {
  return await Promise.all(
    Array.from({ length: count }, async () => {
      const socket = connect(server.port, '127.0.0.1');
      socket.on('error', () => undefined);
      await once(socket, 'connect');
      return socket.resume();
    }),
  );
}

/** How long others wait for their answers meanwhile: the slowest of those that come at a leisurely rate. */
async function measureOthers(seconds: number): Promise<{ slowestMs: number; sent: number }> {
  let [slowestMs, sent] = [0, 0];
  for (const end = performance.now() + seconds * 1000; performance.now() < end; sent++) {
    const begun = performance.now();
    const { status } = await sendBody(server.url, message());
    if (status !== 200) throw new Error(`A sound delivery was answered ${status}.`);
    slowestMs = Math.max(slowestMs, performance.now() - begun);
    await sleep(20);
  }
  return { slowestMs, sent };
}

test('slow senders are cut off and a thousand idle connections wait, and others are served as ever', async () => {
  const [slow, whole] = [message(), rawPost(message())];
  const headEnd = rawPost(slow).indexOf('\r\n\r\n') + 4;
  const before = await server.peakMb();
  const idle = await open(IDLE);
  const bodies = Array.from({ length: 20 }, () => dribble(rawPost(slow).slice(0, headEnd), slow.toString()));
  const heads = Array.from({ length: 20 }, () => dribble('', whole));
  const others = await measureOthers(8);
  const [slowBodies, slowHeads] = await Promise.all([Promise.all(bodies), Promise.all(heads)]);
  const ms = (all: { ms: number }[]): number => Math.round(Math.max(...all.map((one) => one.ms)));
  const left = idle.filter((socket) => !socket.destroyed).length;
  const grown = (await server.peakMb()) - before;
  console.log(
    `  slow bodies cut after ${ms(slowBodies)} ms, slow headers after ${ms(slowHeads)} ms; ${IDLE - left} of ${IDLE} idle` +
      ` connections closed; ${others.sent} others answered within ${Math.round(others.slowestMs)} ms; ${Math.round(grown)} MB more`,
  );
  expect(ms([...slowBodies, ...slowHeads])).toBeLessThan(CUT_MS);
  expect([...slowBodies, ...slowHeads].filter(({ text }) => !text.startsWith('HTTP/1.1 408'))).toEqual([]);
  expect(left).toBe(0);
  expect(others.slowestMs).toBeLessThan(1000);
  expect(grown).toBeLessThan(150);
  const rows = await server.database.rows('SELECT body FROM inbox_deliveries');
  expect(rows.map(({ body }) => digestOf(body as Buffer))).not.toContain(digestOf(slow));
}, 60_000);
