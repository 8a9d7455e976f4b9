import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressKind } from '../../../server/base/http/address-kind.ts';
import { createGuardedFetch, type GuardedFetchOptions } from '../../../server/base/http/guarded-fetch.ts';
import { GuardedFetchError } from '../../../server/base/http/guarded-fetch-error.ts';
import { readConfig } from '../../../server/config.ts';

const WORLD = '93.184.215.14';
const WORLD6 = '2606:2800:21f:cb07:6820:80da:af6b:8b2c';

const ANSWERS: Record<string, RequestListener> = {
  '/ok': (request, response) => response.end(`${request.method} ${request.headers.host}`),
  '/redirect': (_request, response) => response.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
  '/large': (_request, response) => response.end(Buffer.alloc(3000)),
  '/bomb': (_request, response) => response.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(100_000))),
  '/silent': () => undefined,
  '/drips': (_request, response) => void response.write('a'),
};

let peer: Server;
let port: number;

beforeAll(async () => {
  peer = createServer((request, response) => {
    response.setHeader('connection', 'close');
    ANSWERS[request.url ?? '']?.(request, response);
  });
  await new Promise<void>((resolve) => peer.listen(0, '127.0.0.1', resolve));
  port = (peer.address() as AddressInfo).port;
});

afterAll(async () => {
  peer.closeAllConnections();
  await new Promise((resolve) => peer.close(resolve));
});

/** Every socket that is asked for ends at the peer of this test, whatever its address: nothing leaves the machine. */
function guard(names: Record<string, string[][]> = {}, options: Partial<GuardedFetchOptions> = {}) {
  const opened: { hostname: string; servername: string | undefined }[] = [];
  const lookedUp: string[] = [];
  const { guardedFetch, close } = createGuardedFetch({
    allowsLoopback: false,
    timeoutMs: 10_000,
    maxBytes: 2000,
    open({ hostname, servername }, callback) {
      opened.push({ hostname, servername });
      if (hostname === WORLD6) return callback(new Error('no IPv6 here'), null);
      const socket = connect(port, '127.0.0.1', () => callback(null, socket));
    },
    async lookUp(hostname) {
      lookedUp.push(hostname);
      const answers = names[hostname] ?? [];
      return (answers.length > 1 ? answers.shift() : answers[0]) ?? [];
    },
    ...options,
  });
  const reasonOf = (address: string): Promise<unknown> =>
    guardedFetch(address).then(
      (answer) => answer.status,
      (error: unknown) => (error instanceof GuardedFetchError ? error.reason : error),
    );
  return { guardedFetch, close, opened, lookedUp, reasonOf };
}

const INNER = [
  '127.0.0.1',
  '127.8.9.10',
  '0.0.0.0',
  '10.1.2.3',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '192.0.0.8',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:10.0.0.1',
  '::127.0.0.1',
  '64:ff9b::a00:1',
  '2002:7f00:1::',
  'fc00::1',
  'fd12:3456::1',
  'fe80::1',
  'fec0::1',
  'ff02::1',
];

const SPELLINGS = ['2130706433', '0x7f000001', '017700000001', '127.1', '0x7f.1', '0177.0.0.1', '１２７.0.0.1', '0'];

describe('the guarded fetch opens no socket', () => {
  it('for an address of this machine or of a private network, however it is written', async () => {
    const { reasonOf, opened, lookedUp } = guard();
    for (const address of [...INNER, ...SPELLINGS]) {
      const host = address.includes(':') ? `[${address}]` : address;
      for (const url of [`https://${host}/ok`, `https://${host}:8443/ok`]) {
        expect([url, await reasonOf(url)]).toEqual([url, 'address_not_allowed']);
      }
    }
    expect([opened, lookedUp]).toEqual([[], []]);
  });

  it('for a name that leads to one, alone or among others', async () => {
    const names = Object.fromEntries(INNER.map((address, i) => [`n${i}.example`, [[address]]]));
    const { reasonOf, opened } = guard({
      ...names,
      localhost: [['127.0.0.1']],
      'localhost.': [['::1']],
      'both.example': [[WORLD, '10.0.0.1']],
      'zone.example': [['fe80::1%eth0']],
      'odd.example': [['not an address']],
    });
    for (const name of [
      ...Object.keys(names),
      'localhost',
      'localhost.',
      'both.example',
      'zone.example',
      'odd.example',
    ]) {
      expect([name, await reasonOf(`https://${name}/ok`)]).toEqual([name, 'address_not_allowed']);
    }
    expect(await reasonOf('https://nobody.example/ok')).toBe('not_reachable');
    expect(opened).toEqual([]);
  });

  it.each([
    ['http://shop.example/', 'scheme_not_allowed'],
    ['file:///etc/passwd', 'scheme_not_allowed'],
    ['data:text/plain,hello', 'scheme_not_allowed'],
    ['ftp://shop.example/', 'scheme_not_allowed'],
    ['https://user:pass@shop.example/', 'credentials_in_address'],
    ['https://shop.example:25/', 'port_not_allowed'],
    ['https://shop.example:22/', 'port_not_allowed'],
    ['https://', 'malformed_address'],
    ['//shop.example', 'malformed_address'],
  ])('for %s', async (address, reason) => {
    const { reasonOf, opened, lookedUp } = guard({ 'shop.example': [[WORLD]] });
    expect(await reasonOf(address)).toBe(reason);
    expect([opened, lookedUp]).toEqual([[], []]);
  });
});

describe('the guarded fetch', () => {
  it('connects to the very address it has checked, under the name of the certificate', async () => {
    const { guardedFetch, opened, lookedUp, reasonOf } = guard({ 'shop.example': [[WORLD], ['10.0.0.1']] });
    const answer = await guardedFetch('https://shop.example:8443/ok', { method: 'POST', body: 'x' });
    expect(await answer.text()).toBe('POST shop.example:8443');
    expect(lookedUp).toEqual(['shop.example']);
    // The name server changes its mind: the next connection is judged anew.
    expect(await reasonOf('https://shop.example:8443/ok')).toBe('address_not_allowed');
    expect(opened).toEqual([{ hostname: WORLD, servername: 'shop.example' }]);
  });

  it('tries the next address where nobody answers at the first', async () => {
    const { reasonOf, opened } = guard({ 'shop.example': [[WORLD6, WORLD]] });
    expect(await reasonOf('https://shop.example/ok')).toBe(200);
    expect(opened.map(({ hostname }) => hostname)).toEqual([WORLD6, WORLD]);
  });

  it('takes no redirect, nothing too large and nothing too slow', async () => {
    const { reasonOf, opened } = guard({ 'shop.example': [[WORLD]] });
    expect(await reasonOf('https://shop.example/redirect')).toBe('redirected');
    expect(await reasonOf('https://shop.example/large')).toBe('too_large');
    expect(await reasonOf('https://shop.example/bomb')).toBe('too_large');
    const hasty = guard({ 'shop.example': [[WORLD]] }, { timeoutMs: 300 });
    const slow = ['silent', 'drips'].map((path) => hasty.reasonOf(`https://shop.example/${path}`));
    expect(await Promise.all(slow)).toEqual(['timeout', 'timeout']);
    const hostnames = [...opened, ...hasty.opened].map(({ hostname }) => hostname);
    expect(new Set(hostnames)).toEqual(new Set([WORLD]));
  });

  it('gives up on a name that is never looked up, and when its caller does', async () => {
    const { reasonOf } = guard({}, { lookUp: () => new Promise(() => undefined), timeoutMs: 300 });
    expect(await reasonOf('https://shop.example/ok')).toBe('timeout');
    const { guardedFetch } = guard({ 'shop.example': [[WORLD]] });
    const call = guardedFetch('https://shop.example/silent', { signal: AbortSignal.timeout(20) });
    await expect(call).rejects.toMatchObject({ reason: 'not_reachable' });
  });

  it('calls this machine, by http too, only where that is allowed, and the private network never', async () => {
    const names = { localhost: [['127.0.0.1']], 'inner.example': [['10.0.0.1']], 'shop.example': [[WORLD]] };
    const { reasonOf, opened } = guard(names, { allowsLoopback: true });
    expect(await reasonOf(`http://localhost:${port}/ok`)).toBe(200);
    expect(await reasonOf('http://shop.example/ok')).toBe('scheme_not_allowed');
    for (const host of ['inner.example', '10.0.0.1', '169.254.169.254', '[fd00::1]', '0.0.0.0']) {
      expect([host, await reasonOf(`http://${host}/ok`)]).toEqual([host, 'address_not_allowed']);
    }
    expect(opened).toHaveLength(1);
    const { guardedFetch, close } = createGuardedFetch({ allowsLoopback: true });
    expect((await guardedFetch(`http://127.0.0.1:${port}/ok`)).status).toBe(200);
    await close();
  });

  it('knows an address of the world', () => {
    expect([WORLD, WORLD6, '1.1.1.1', '::ffff:1.1.1.1'].map(addressKind)).toEqual(Array(4).fill('public'));
  });
});

describe('ALLOW_LOCAL_ADDRESSES', () => {
  const app = { META_APP_ID: '1', META_APP_SECRET: 'x', META_VERIFY_TOKEN: 'verify-me', SIMULATOR: 'off' };

  it('is on with the simulator and off without it', () => {
    expect(readConfig({}).allowsLocalAddresses).toBe(true);
    expect(readConfig(app).allowsLocalAddresses).toBe(false);
    expect(readConfig({ ...app, ALLOW_LOCAL_ADDRESSES: 'on' }).allowsLocalAddresses).toBe(true);
  });

  it('stops the start in production', () => {
    const env = { ...app, NODE_ENV: 'production', PUBLIC_URL: 'https://a.example', ALLOW_LOCAL_ADDRESSES: 'on' };
    expect(() => readConfig(env)).toThrow(/^ALLOW_LOCAL_ADDRESSES must be off in production/);
  });
});
