import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { serve, type ServerType } from '@hono/node-server';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { selectDeliveries } from '../../server/inbox/list-store.ts';
import { dialects } from '../support/dialects.ts';
import { deliveryOf, type InboxWorld, messageOf, openInboxWorld, signed } from './open-inbox-world.ts';

const BODY = deliveryOf(messageOf('1', 'm_1'));
const [sqlite] = dialects;
let world: InboxWorld;
let server: ServerType;

beforeEach(async () => {
  if (!sqlite) throw new Error('SQLite is missing among the dialects.');
  world = await openInboxWorld(sqlite);
  server = serve({ fetch: world.http.fetch, port: 0, hostname: '127.0.0.1' });
  await once(server, 'listening');
});

afterEach(async () => {
  server.close();
  await world.close();
});

/** Sends these bytes of a request and hangs up without waiting for an answer. */
async function sendAndHangUp(body: string): Promise<void> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  await once(socket, 'connect');
  const head = ['POST /webhooks/messenger HTTP/1.1', 'host: localhost', `content-length: ${Buffer.byteLength(BODY)}`];
  const signature = `x-hub-signature-256: ${signed(BODY)['x-hub-signature-256']}`;
  const bytes = `${[...head, signature].join('\r\n')}\r\n\r\n${body}`;
  await new Promise((resolve) => socket.write(bytes, resolve));
  socket.destroy();
}

const stored = () => world.ctx.storage.read((at) => selectDeliveries(at, {}));

test('a client that hangs up in the middle of the body harms nobody, and nothing is stored', async () => {
  await sendAndHangUp(BODY.slice(0, 40));
  expect(await stored()).toEqual([]);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/messenger`;
  expect((await fetch(url, { method: 'POST', body: BODY, headers: signed(BODY) })).status).toBe(200);
  expect(await stored()).toHaveLength(1);
});

test('a delivery whose client hangs up before the answer is stored all the same', async () => {
  await sendAndHangUp(BODY);
  await vi.waitFor(async () => expect(await stored()).toHaveLength(1), 20_000);
});
