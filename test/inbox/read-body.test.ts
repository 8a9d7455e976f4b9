import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { serve, type ServerType } from '@hono/node-server';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { acceptRoutes } from '../../server/inbox/index.ts';
import { selectDeliveries } from '../../server/inbox/list-store.ts';
import { hear } from '../attack/raw-talk.ts';
import { dialects } from '../support/dialects.ts';
import { deliveryOf, type InboxWorld, messageOf, openInboxWorld, signed } from './open-inbox-world.ts';

const LIMITS = { maxBytes: 200_000, maxReadingBytes: 150_000 };
const SMALL_BYTES = 16 * 1024;
const PATIENCE_MS = 20_000;
const [sqlite] = dialects;
let world: InboxWorld;
let server: ServerType;
const senders: Socket[] = [];

beforeEach(async () => {
  if (!sqlite) throw new Error('SQLite is missing among the dialects.');
  world = await openInboxWorld(sqlite);
  server = serve({ fetch: acceptRoutes(world.ctx, world.inbox, LIMITS).fetch, port: 0, hostname: '127.0.0.1' });
  await once(server, 'listening');
});

afterEach(async () => {
  for (const socket of senders.splice(0)) socket.destroy();
  server.close();
  await world.close();
});

/** A delivery of this many bytes. */
function bodyOf(bytes: number): string {
  const plain = deliveryOf(messageOf('1', 'm_1'));
  return plain + ' '.repeat(bytes - plain.length);
}

const port = (): number => (server.address() as AddressInfo).port;

/** Begins to send the body and stops after its first bytes. */
function begin(body: string, first: number): Socket {
  const length = `content-length: ${body.length}`;
  const head = ['POST /webhooks/messenger HTTP/1.1', 'host: localhost', 'connection: close', length];
  const socket = connect(port(), '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(`${head.join('\r\n')}\r\nx-hub-signature-256: ${signed(body)['x-hub-signature-256']}\r\n\r\n`);
  socket.write(body.slice(0, first));
  senders.push(socket);
  return socket;
}

async function send(bytes: number): Promise<Response> {
  const body = bodyOf(bytes);
  return await fetch(`http://127.0.0.1:${port()}/webhooks/messenger`, { method: 'POST', body, headers: signed(body) });
}
const statusOf = async (bytes: number): Promise<number> => (await send(bytes)).status;
const sizes = async () => (await world.ctx.storage.read((at) => selectDeliveries(at, {}))).map((row) => row.size);

test('slow senders hold what they have sent; past the limit others are asked to come again, and small ones go on', async () => {
  const body = bodyOf(100_000);
  const [first, second] = [begin(body, 65_000), begin(body, 65_000)] as const;
  await expect.poll(() => statusOf(50_000)).toBe(503);
  const refused = await send(50_000);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await refused.json()).toMatchObject({ error: { code: 'storage_unavailable' } });
  expect(await statusOf(1000)).toBe(200);
  second.destroy();
  await expect.poll(() => statusOf(50_000)).toBe(200);
  const answer = hear(first, PATIENCE_MS);
  first.write(body.slice(65_000));
  expect((await answer).statuses).toEqual([200]);
  expect(await sizes()).toContain(100_000);
});

test('a sender holds no room by what it only announces, unless that is little', async () => {
  for (let sender = 0; sender < 20; sender++) begin(bodyOf(150_000), 1);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await statusOf(140_000)).toBe(200);
  const whole = Math.floor(LIMITS.maxReadingBytes / SMALL_BYTES);
  for (let sender = 0; sender < whole; sender++) begin(bodyOf(SMALL_BYTES), 1);
  await expect.poll(() => statusOf(SMALL_BYTES)).toBe(503);
  for (const socket of senders.splice(0)) socket.destroy();
  await expect.poll(() => statusOf(140_000)).toBe(200);
});

test('who sends more than may be read at once is heard out and answered, whatever its size', async () => {
  expect(await statusOf(160_000)).toBe(503);
  expect(await statusOf(300_000)).toBe(413);
  expect(await statusOf(140_000)).toBe(200);
  expect(await sizes()).toEqual([140_000]);
});
