import type { ErrorEnvelope } from '../../shared/errors.ts';
import { afterEach, describe, expect, test } from 'vitest';
import { StorageUnavailable, type Storage } from '../../server/base/storage/index.ts';
import { selectDeliveries } from '../../server/inbox/list-store.ts';
import { dialects } from '../support/dialects.ts';
import { makeGate } from '../support/gate.ts';
import {
  APP,
  deliveryOf,
  type InboxWorld,
  messageOf,
  openInboxWorld,
  signed,
  type WorldOptions,
} from './open-inbox-world.ts';
import { VECTOR, VECTOR_SHA256, WRONG_SIGNATURES } from './signature-vector.ts';

describe.each(dialects)('the webhook on $name', (dialect) => {
  let world: InboxWorld;
  const open = async (options?: WorldOptions): Promise<void> => void (world = await openInboxWorld(dialect, options));
  const stored = () => world.ctx.storage.read((at) => selectDeliveries(at, {}));
  afterEach(() => world.close());

  test('accepts the test vector and stores it with the app that signed', async () => {
    await open();
    const response = await world.post(VECTOR, { 'x-hub-signature-256': VECTOR_SHA256 });
    expect([response.status, await response.text()]).toEqual([200, 'EVENT_RECEIVED']);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(await stored()).toMatchObject([{ appId: 'app-1', status: 'stored', size: 281 }]);
  });

  test('refuses every wrong signature with the same body and stores nothing', async () => {
    await open();
    const bodies = new Set<string>();
    for (const { body, sha256, sha1 } of WRONG_SIGNATURES) {
      const headers = { ...(sha256 && { 'x-hub-signature-256': sha256 }), ...(sha1 && { 'x-hub-signature': sha1 }) };
      const response = await world.post(body, headers);
      expect(response.status).toBe(401);
      const { error } = (await response.json()) as ErrorEnvelope;
      bodies.add(JSON.stringify({ error: { ...error, requestId: '' } }));
    }
    expect([...bodies]).toEqual([expect.stringContaining('invalid_signature')]);
    expect(await stored()).toEqual([]);
  });

  test('accepts under the path of an app what that app signed, and nothing else', async () => {
    await open({ apps: [APP, { ...APP, id: 'app-2', secrets: ['secret of the second app'] }] });
    const body = deliveryOf(messageOf('1', 'm_1'));
    expect((await world.post(body, signed(body), '/webhooks/messenger/app-1')).status).toBe(200);
    expect((await world.post(body, signed(body), '/webhooks/messenger/app-2')).status).toBe(401);
    expect((await world.post(body, signed(body), '/webhooks/messenger/app-3')).status).toBe(401);
  });

  test.each([
    ['that is not JSON', 'hello'],
    ['without entries', '{}'],
    ['of null', 'null'],
    ['with an object of another kind', '{"object":"whatsapp","entry":[{"id":"1","changes":[{}]}]}'],
    ['with nothing in it', ''],
  ])('answers 200 to a signed body %s', async (_, body) => {
    await open();
    expect((await world.post(body)).status).toBe(200);
    expect(await stored()).toHaveLength(1);
  });

  test('answers 413 to a body past two megabytes, whether its length is told or not', async () => {
    await open();
    const body = Buffer.alloc(2 * 1024 * 1024 + 1, 0x20);
    expect((await world.post(body, { ...signed(body), 'content-length': String(body.length) })).status).toBe(413);
    expect((await world.post(body)).status).toBe(413);
    expect(await stored()).toEqual([]);
  });

  test('answers 503 and when to come back while nothing can be stored', async () => {
    await open({ wrap: (storage) => ({ ...storage, write: failing }) });
    const response = await world.post(VECTOR, { 'x-hub-signature-256': VECTOR_SHA256 });
    expect(response.status).toBe(503);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await stored()).toEqual([]);
  });

  test('answers 503 when more waits to be stored than may', async () => {
    const gate = makeGate();
    const held = (storage: Storage): Storage => ({
      ...storage,
      write: async (work) => (await gate.opened, await storage.write(work)),
    });
    await open({ wrap: held, maxWaitingBytes: 1000 });
    const body = deliveryOf(messageOf('1', 'm_1'));
    const fitting = Math.floor(1000 / body.length);
    const early: number[] = [];
    const posts = Array.from({ length: 20 }, async () => {
      const { status } = await world.post(body);
      early.push(status);
      return status;
    });
    await expect.poll(() => early).toEqual(Array.from({ length: 20 - fitting }, () => 503));
    gate.open();
    expect((await Promise.all(posts)).filter((status) => status === 200)).toHaveLength(fitting);
    expect(await stored()).toHaveLength(fitting);
    expect((await world.post(body)).status).toBe(200);
  });
});

describe('the verification handshake', () => {
  const [sqlite] = dialects;
  let world: InboxWorld;
  afterEach(() => world.close());
  const ask = async (query: Record<string, string>, path = '/webhooks/messenger'): Promise<Response> => {
    world = await openInboxWorld(sqlite as NonNullable<typeof sqlite>);
    return await world.get(`${path}?${new URLSearchParams(query)}`);
  };
  const right = { 'hub.mode': 'subscribe', 'hub.verify_token': APP.verifyToken, 'hub.challenge': '1158201444' };

  test.each(['/webhooks/messenger', '/webhooks/messenger/app-1'])(
    'echoes the challenge exactly at %s',
    async (path) => {
      const response = await ask({ ...right, 'hub.challenge': '<b>1158</b>' }, path);
      expect([response.status, await response.text()]).toEqual([200, '<b>1158</b>']);
      expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
    },
  );

  test.each([
    ['another token', { ...right, 'hub.verify_token': 'open barley' }, '/webhooks/messenger'],
    ['another mode', { ...right, 'hub.mode': 'unsubscribe' }, '/webhooks/messenger'],
    ['an app that is not known', right, '/webhooks/messenger/app-2'],
  ])('answers 403 to %s', async (_, query, path) => {
    const response = await ask(query, path);
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ error: { code: 'verify_token_mismatch' } });
  });

  test.each(['hub.mode', 'hub.verify_token', 'hub.challenge'])('answers 400 when %s is missing', async (name) => {
    const query = Object.fromEntries(Object.entries(right).filter(([key]) => key !== name));
    expect((await ask(query)).status).toBe(400);
  });
});

async function failing(): Promise<never> {
  throw new StorageUnavailable('full');
}
