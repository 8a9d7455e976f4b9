import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { type IncomingHttpHeaders, request } from 'node:http';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEncoded } from '../../server/base/http/encoded-files.ts';
import { buildWidget } from '../../widget/build.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { makeTempDir, type TempDir } from '../support/temp-dir.ts';

interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
}

const DECODERS = { br: brotliDecompressSync, gzip: gunzipSync, identity: (bytes: Buffer) => bytes } as const;

let server: TestServer;
let script: Buffer;
let pin: { version: string; script: string; integrity: Record<string, string>; importMap: { integrity: object } };

beforeAll(async () => {
  const [first] = await buildWidget();
  script = readFileSync(first?.path ?? '');
  server = await startTestServer('sqlite');
  pin = (await server.api('GET', '/widget/integrity.json', { key: null })).body;
});
afterAll(() => server?.stop());

/** Asks as it stands: `fetch` would unpack the answer, and ask for what it can unpack. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const sent = request(server.url + path, { method, headers }, async (answer) => {
      const pieces: Buffer[] = [];
      for await (const piece of answer) pieces.push(piece as Buffer);
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers, bytes: Buffer.concat(pieces) });
    });
    sent.on('error', reject).end();
  });
}

const tagOf = async (encoding: string) =>
  (await ask('/widget.js', { 'accept-encoding': encoding })).headers.etag as string;

describe('a file of the widget', () => {
  it.each([
    ['br', 'gzip, deflate, br, zstd'],
    ['gzip', 'gzip, deflate'],
    ['identity', 'deflate'],
  ] as const)('travels as %s to who takes %s, and is the same file', async (encoding, accepted) => {
    for (const path of ['/widget.js', `/widget/v/${pin.version}/widget.js`]) {
      const { headers, bytes } = await ask(path, { 'accept-encoding': accepted, origin: 'https://shop.example' });
      expect(headers['content-encoding'] ?? 'identity').toBe(encoding);
      expect(headers['content-length']).toBe(String(bytes.length));
      expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
      expect(headers.vary?.split(/, */).toSorted()).toEqual(['accept-encoding', 'origin']);
      expect(DECODERS[encoding](bytes)).toEqual(script);
    }
  });

  it('needs no more than 9.0 kB, and with Brotli less than with gzip', async () => {
    const sizes = await Promise.all(
      ['br', 'gzip'].map(async (encoding) => (await ask('/widget.js', { 'accept-encoding': encoding })).bytes.length),
    );
    expect(sizes[0]).toBeLessThan(sizes[1] ?? 0);
    expect(sizes[1]).toBeLessThanOrEqual(9000);
  });

  it('has an ETag for each form, and is not sent again to who has that form', async () => {
    const tags = await Promise.all(['br', 'gzip', 'identity'].map(tagOf));
    expect(new Set(tags).size).toBe(3);
    for (const known of [tags[0], `W/${tags[0]}`, `"x", ${tags[0]}`, '*']) {
      const { status, headers, bytes } = await ask('/widget.js', {
        'accept-encoding': 'br',
        'if-none-match': known ?? '',
      });
      expect([status, bytes.length, headers.etag]).toEqual([304, 0, tags[0]]);
      expect(headers.vary).toContain('accept-encoding');
      expect(headers['cache-control']).toContain('max-age=300');
    }
    const other = await ask('/widget.js', { 'accept-encoding': 'gzip', 'if-none-match': tags[0] ?? '' });
    expect([other.status, other.headers['content-encoding']]).toEqual([200, 'gzip']);
  });

  it('says its length to HEAD and sends nothing', async () => {
    const { headers, bytes } = await ask('/widget.js', { 'accept-encoding': 'gzip' }, 'HEAD');
    const whole = await ask('/widget.js', { 'accept-encoding': 'gzip' });
    expect([bytes.length, headers['content-length']]).toEqual([0, String(whole.bytes.length)]);
  });

  it('can be checked by pages of other origins, pinned as well', async () => {
    for (const path of ['/widget.js', `/widget/v/${pin.version}/widget-qr.mjs`]) {
      const { headers } = await ask(path, { origin: 'https://shop.example' });
      expect(headers['access-control-allow-origin']).toBe('https://shop.example');
      expect(headers['cross-origin-resource-policy']).toBe('cross-origin');
    }
  });
});

describe('/widget/integrity.json', () => {
  it('names the script of the version, and in the import map each part by its address', async () => {
    expect(pin.script).toBe(`https://chat.example/widget/v/${pin.version}/widget.js`);
    const addresses = Object.keys(pin.importMap.integrity);
    expect(addresses.length).toBe(Object.keys(pin.integrity).length - 3);
    for (const [address, hash] of Object.entries(pin.importMap.integrity)) {
      const { status, headers, bytes } = await ask(new URL(address).pathname);
      expect([status, headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable']);
      expect(hash).toBe(`sha384-${createHash('sha384').update(bytes).digest('base64')}`);
    }
  });
});

describe('what else is served from files', () => {
  it.each(['/demo', '/demo/demo.css', '/docs/swagger-ui.css'])('%s travels compressed', async (path) => {
    const { status, headers } = await ask(path, { 'accept-encoding': 'br' });
    expect([status, headers['content-encoding']]).toEqual([200, 'br']);
    expect(headers.vary).toContain('accept-encoding');
  });

  let dir: TempDir;
  beforeAll(async () => {
    dir = await makeTempDir('files');
  });
  afterAll(() => dir.remove());

  it('is read again when it has changed', async () => {
    const path = join(dir.path, 'a.css');
    await writeFile(path, 'a{}'.repeat(100));
    const before = await readEncoded(path, 'gzip');
    await writeFile(path, 'b{ }'.repeat(100));
    const after = await readEncoded(path, 'gzip');
    expect(gunzipSync(after.bytes).toString()).toBe('b{ }'.repeat(100));
    expect(after.etag).not.toBe(before.etag);
  });

  it('stays as it is where compressing would make it larger', async () => {
    const path = join(dir.path, 'tiny.css');
    await writeFile(path, 'a{}');
    expect(await readEncoded(path, 'gzip')).toEqual(await readEncoded(path, 'identity'));
  });

  it('is answered as not found once it is gone, and found when it is back', async () => {
    const path = join(dir.path, 'late.css');
    await expect(readEncoded(path, 'br')).rejects.toThrow('ENOENT');
    await writeFile(path, 'a{}');
    expect((await readEncoded(path, 'br')).bytes.length).toBe(3);
  });
});
