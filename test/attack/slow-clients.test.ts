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
const SLOW = 20;
const IDLE = 1000;
const REFUSED = 'HTTP/1.1 408';
/** Until then no slow sender is cut off: nobody may wait for that. */
const FIRST_CUT_MS = 10_000;
/** The server cuts after 15 seconds; without that a body would come for most of a minute. */
const CUT_MS = 35_000;

let server: AttackedServer;

beforeAll(async () => {
  server = await startAttackedServer('sqlite');
});
afterAll(() => server.stop());

const message = (): Buffer => bodyOf(server.pageId, messageJson(server.pageId));

/** Sends `quick` at once and the rest byte by byte, each sender at moments of its own; answers after how long the server had enough. */
async function dribble(sender: number, quick: string, rest: string): Promise<{ ms: number; text: string }> {
  await sleep((sender * SLOW_MS) / SLOW);
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

/** How long others, who come at a leisurely rate, wait for their answers meanwhile, the quickest first. */
async function measureOthers(seconds: number): Promise<readonly number[]> {
  const waits: number[] = [];
  for (const end = performance.now() + seconds * 1000; performance.now() < end;) {
    const begun = performance.now();
    const { status } = await sendBody(server.url, message());
    if (status !== 200) throw new Error(`A sound delivery was answered ${status}.`);
    waits.push(performance.now() - begun);
    await sleep(20);
  }
  return waits.toSorted((a, b) => a - b);
}

test('slow senders are cut off and a thousand idle connections wait, and others are served as ever', async () => {
  const [slow, whole] = [message(), rawPost(message())];
  const headEnd = rawPost(slow).indexOf('\r\n\r\n') + 4;
  const before = await server.peakMb();
  const idle = await open(IDLE);
  const bodies = Array.from({ length: SLOW }, (_, at) => dribble(at, rawPost(slow).slice(0, headEnd), slow.toString()));
  const heads = Array.from({ length: SLOW }, (_, at) => dribble(at, '', whole));
  const others = await measureOthers(8);
  // A machine that stands still for a moment holds up some; a server that waits for the slow holds up nearly all.
  const [usualMs = 0, slowestMs = 0] = [others[Math.floor(others.length / 2)], others.at(-1)];
  const [slowBodies, slowHeads] = await Promise.all([Promise.all(bodies), Promise.all(heads)]);
  const ms = (all: { ms: number }[]): number => Math.round(Math.max(...all.map((one) => one.ms)));
  const left = idle.filter((socket) => !socket.destroyed).length;
  const grown = (await server.peakMb()) - before;
  console.log(
    `  slow bodies cut after ${ms(slowBodies)} ms, slow headers after ${ms(slowHeads)} ms; ${IDLE - left} of ${IDLE} idle` +
      ` connections closed; ${others.length} others answered, half of them within ${Math.round(usualMs)} ms, all within` +
      ` ${Math.round(slowestMs)} ms; ${Math.round(grown)} MB more`,
  );
  expect(ms([...slowBodies, ...slowHeads])).toBeLessThan(CUT_MS);
  // Who sends a byte in the very moment in which the connection ends never reads why.
  for (const cut of [slowBodies, slowHeads]) {
    expect(new Set(cut.map(({ text }) => text.slice(0, 12) || REFUSED))).toEqual(new Set([REFUSED]));
    expect(cut.map(({ text }) => text.slice(0, 12))).toContain(REFUSED);
  }
  expect(left).toBe(0);
  expect(usualMs).toBeLessThan(1000);
  expect(slowestMs).toBeLessThan(FIRST_CUT_MS);
  expect(grown).toBeLessThan(150);
  const rows = await server.database.rows('SELECT body FROM inbox_deliveries');
  expect(rows.map(({ body }) => digestOf(body as Buffer))).not.toContain(digestOf(slow));
}, 60_000);
