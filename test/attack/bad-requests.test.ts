import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { digestOf, signBody } from '../soak/sent-delivery.ts';
import { type AttackedServer, startAttackedServer } from './attacked-server.ts';
import { bodyOf, messageJson } from './bad-body.ts';
import { printTable } from './print-table.ts';
import { rawPost, talkRaw } from './raw-talk.ts';
import { sendBody } from './send-body.ts';

let server: AttackedServer;

beforeAll(async () => {
  server = await startAttackedServer('sqlite');
});
afterAll(() => server.stop());

const message = (): Buffer => bodyOf(server.pageId, messageJson(server.pageId));

/** How many times these bytes are stored. */
async function countStored(...bodies: readonly Buffer[]): Promise<number> {
  const rows = await server.database.rows('SELECT body FROM inbox_deliveries');
  const stored = new Set(rows.map(({ body }) => digestOf(body as Buffer)));
  return bodies.filter((body) => stored.has(digestOf(body))).length;
}

async function expectWell(): Promise<void> {
  const body = message();
  expect((await sendBody(server.url, body)).status).toBe(200);
  expect(await countStored(body)).toBe(1);
}

test('with the wrong method are refused and store nothing', async () => {
  const rows: string[][] = [];
  for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'TRACE']) {
    const body = message();
    const { status } = await sendBody(server.url, body, { method });
    rows.push([method, String(status), (await countStored(body)) === 0 ? 'nowhere' : 'stored']);
  }
  printTable('Methods', ['method', 'answer', 'kept'], rows);
  expect(rows.map(([, status, kept]) => `${status} ${kept}`)).toEqual(rows.map(() => '404 nowhere'));
  await expectWell();
});

test('with tricks in the path reach nothing but the webhook itself', async () => {
  const paths = [
    '//webhooks/messenger',
    '/webhooks//messenger',
    '/webhooks/messenger/../../v1/sites',
    '/webhooks/messenger/..%2f..%2fv1%2fsites',
    '/webhooks/messenger/%00',
    '/webhooks/messenger/%ff%fe',
    '/webhooks/messenger/%',
    '/webhooks/messenger/__proto__',
    '/webhooks/messenger/constructor',
    `/webhooks/messenger/${'9'.repeat(10_000)}`,
    '/WEBHOOKS/messenger',
    '/v1/../webhooks/messenger%2e',
    '/.env',
    '/../../../../etc/passwd',
    '/widget/v/..%2f..%2f..%2fpackage.json/widget.js',
    '*',
  ];
  const rows: string[][] = [];
  for (const path of paths) {
    const body = message();
    const { statuses } = await talkRaw(server.port, rawPost(body, ['connection: close'], `POST ${path} HTTP/1.1`));
    rows.push([path.slice(0, 60), statuses.join(' '), (await countStored(body)) === 0 ? 'nowhere' : 'stored']);
  }
  printTable('Paths', ['path', 'answer', 'kept'], rows);
  expect(rows.filter(([, answer]) => !/^(400|401|404)$/.test(answer ?? ''))).toEqual([]);
  expect(rows.filter(([, , kept]) => kept === 'stored')).toEqual([]);
  await expectWell();
});

test('that are not HTTP are refused, and their connection is closed', async () => {
  const body = message();
  const [host, signed] = ['host: localhost', `x-hub-signature-256: ${signBody(body)}`];
  const head = `POST /webhooks/messenger HTTP/1.1\r\n${host}\r\n${signed}\r\n`;
  const cases: [string, string | Buffer][] = [
    ['nonsense', 'Dear server,\r\nhow are you?\r\n\r\n'],
    ['bytes of a TLS handshake', Buffer.from('16030100a5010000a10303', 'hex')],
    ['HTTP/2 preface', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['no host', `POST /webhooks/messenger HTTP/1.1\r\n${signed}\r\ncontent-length: 0\r\n\r\n`],
    ['two lengths', `${head}content-length: ${body.length}\r\ncontent-length: 5\r\n\r\n${body.toString()}`],
    ['length and chunks', `${head}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`],
    ['negative length', `${head}content-length: -1\r\n\r\n`],
    ['length of 10^30', `${head}content-length: 1${'0'.repeat(30)}\r\n\r\n`],
    ['chunk of no size', `${head}transfer-encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n`],
    ['chunk of 2^64', `${head}transfer-encoding: chunked\r\n\r\nffffffffffffffffff\r\n`],
    ['header of 100 kB', `${head}x-long: ${'x'.repeat(100_000)}\r\n\r\n`],
    ['10,000 headers', `${head}${'a: b\r\n'.repeat(10_000)}\r\n`],
    ['NUL in a header', `${head}x-nul: a\0b\r\n\r\n`],
  ];
  const rows: string[][] = [];
  for (const [name, bytes] of cases) {
    const { statuses, isClosed } = await talkRaw(server.port, bytes);
    rows.push([name, statuses.join(' '), isClosed ? 'closed' : 'open']);
  }
  printTable('Not HTTP', ['case', 'answer', 'connection'], rows);
  expect(rows.filter(([, answer]) => !/^(400|413|431)$/.test(answer ?? ''))).toEqual([]);
  expect(rows.filter(([, , end]) => end !== 'closed')).toEqual([]);
  expect(await countStored(body)).toBe(0);
  await expectWell();
});

test('that follow each other on one connection without waiting are all answered', async () => {
  const bodies = Array.from({ length: 50 }, message);
  const requests = bodies.map((body) => rawPost(body, body === bodies.at(-1) ? ['connection: close'] : []));
  const { statuses } = await talkRaw(server.port, requests.join(''));
  expect(statuses).toEqual(bodies.map(() => 200));
  expect(await countStored(...bodies)).toBe(50);
});

test('that are followed by nonsense on their connection are stored if they are acknowledged', async () => {
  const bodies = Array.from({ length: 50 }, message);
  const stream = bodies.map((body) => rawPost(body)).join('');
  const { statuses, isClosed } = await talkRaw(server.port, `${stream}GARBAGE \0\0\r\n\r\n${rawPost(message())}`);
  expect(statuses.at(-1)).toBe(400);
  expect(isClosed).toBe(true);
  const acknowledged = statuses.filter((status) => status === 200).length;
  expect(await countStored(...bodies)).toBeGreaterThanOrEqual(acknowledged);
  await expectWell();
});

test('that are given up in the middle store nothing and harm nobody', async () => {
  const bodies = Array.from({ length: 200 }, message);
  const before = await server.peakMb();
  await Promise.all(
    bodies.map(async (body, at) => {
      const bytes = Buffer.from(rawPost(body), 'latin1');
      const part = bytes.subarray(0, Math.ceil(((bytes.length - 2) * (at + 1)) / bodies.length));
      await new Promise<void>((resolve) => {
        const socket = connect(server.port, '127.0.0.1', () => {
          socket.write(part, () => {
            if (at % 2 === 0) socket.resetAndDestroy();
            else socket.end();
            resolve();
          });
        });
        socket.on('error', () => resolve());
        socket.resume();
      });
    }),
  );
  await expectWell();
  expect(await countStored(...bodies)).toBe(0);
  expect((await server.peakMb()) - before).toBeLessThan(100);
});
