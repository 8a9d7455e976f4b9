import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { MASTER_KEY, referral, sign, startTestServer, type TestServer } from '../support/server.ts';
import { makeTempDir } from '../support/temp-dir.ts';
import { type Ended, ENTRY, type } from './command-line.ts';

describe('threadtie on the command line', () => {
  let server: TestServer;
  const raw = Buffer.from('not JSON, with \u001b[31m');
  const ask = (...args: string[]): Promise<Ended> => {
    return type([...args, '--url', server.url], { THREADTIE_API_KEY: MASTER_KEY });
  };
  beforeAll(async () => {
    server = await startTestServer('sqlite');
    await server.deliver(referral('1', 'somewhere'), referral('2', undefined));
    await server.post(raw, { 'x-hub-signature-256': sign(raw) });
    await server.settle();
  });
  afterAll(() => server.stop());

  test.each([
    [['--help']],
    [['events', 'list', '--help']],
    [['deliveries', 'list', '--help']],
    [['replay', '--help']],
    [['doctor', '--help']],
    [['pages', '--help']],
    [['connect-page', '--help']],
    [['test-user', '--help']],
  ])('%j explains itself with examples', async (args) => {
    const { code, out } = await type(args);
    expect(code).toBe(0);
    expect(out).toMatch(/Examples?:\n {2}.*threadtie /);
  });

  test('events list shows a table, and with --json the answer of the API', async () => {
    const { code, out } = await ask('events', 'list', '--status', 'parked');
    expect(code).toBe(0);
    expect(out).toMatch(/^ID +RECEIVED +STATUS +KIND.*\nevt_2 .* parked +referral .*not connected/);
    const { body } = await server.api('GET', '/v1/events?psid=1');
    expect(JSON.parse((await ask('events', 'list', '--psid', '1', '--json')).out)).toEqual(body);
    expect((await ask('events', 'list', '--kind', 'order')).out).toBe('Nothing was found.\n');
  });

  test('events show tells everything of one', async () => {
    const { out } = await ask('events', 'show', 'evt_1');
    expect(out).toMatch(/^status +parked$/m);
    expect(out).toContain('"ref": "somewhere"');
  });

  test('deliveries list, show and body tell what came', async () => {
    expect((await ask('deliveries', 'list', '--status', 'unreadable')).out).toContain('dlv_2');
    expect((await ask('deliveries', 'show', 'dlv_2')).out).toMatch(/^error +The body is not valid JSON\.$/m);
    expect((await ask('deliveries', 'body', 'dlv_2')).out).toBe(raw.toString());
  });

  test('replay shows first, asks, and goes on only with --yes where nobody can be asked', async () => {
    const preview = await ask('replay', '--status', 'parked', '--preview');
    expect(preview.out).toMatch(/^0 events would be applied again.*unknown_page +2$/ms);
    const unasked = await ask('replay', '--status', 'parked');
    expect([unasked.code, unasked.err]).toEqual([2, 'Nobody can be asked here: add --yes or --preview.\n']);
    await server.api('PUT', '/v1/pages/9007199254740995', { body: { name: 'Shop', accessToken: 'EAA' } });
    await server.settle();
    const done = await ask('replay', '--include-applied', '--json', '--yes');
    expect(JSON.parse(done.out)).toMatchObject({ preview: false, events: 2, appliedBefore: 2 });
    expect((await ask('replay', 'dlv_2')).out).toContain('1 delivery is split again');
    await server.settle();
  });

  test.each([
    [['events', 'show', 'evt_99'], 1, 'not_found'],
    [['events', 'list', '--status', 'lost'], 2, 'Allowed choices are pending, applied, parked, dead'],
    [['events', 'list', '--received-after', 'soon'], 2, 'It must be a time'],
    [['replay', 'evt_1', '--status', 'dead'], 2, 'not both'],
    [['replay', '12'], 2, 'no id of an event'],
    [['dance'], 2, "unknown command 'dance'"],
    [['events', 'list', '--key', 'wrong'], 1, 'unauthenticated'],
  ])('%j ends with %i and says why', async (args, code, sentence) => {
    const ended = await ask(...args);
    expect([ended.code, ended.out]).toEqual([code, '']);
    expect(ended.err).toContain(sentence);
  });

  test.each([
    [['events', 'list'], {}, 'THREADTIE_API_KEY'],
    [['events', 'list', '--key', ''], { THREADTIE_API_KEY: 'tt_1' }, 'THREADTIE_API_KEY'],
    [['replay', '--preview', '--key', 'tt_1\u2026'], {}, 'a character in it that no key has'],
    [['deliveries', 'show', 'dlv_1', '--url', 'localhost:8787'], {}, 'It must be an address such as'],
    [['deliveries', 'body', 'dlv_1', '--url', 'chat.example.com'], {}, 'It must be an address such as'],
    [['events', 'show', 'evt_1', '--url', 'ftp://localhost'], {}, 'It must be an address such as'],
    [['events', 'show', 'evt_1', '--url', 'http://me:secret@localhost'], {}, 'It must be an address such as'],
    [['replay', 'evt_1', '--url', 'http://localhost:8787/?x'], {}, 'It must be an address such as'],
  ])('%j with %j was typed wrong and ends with 2, whether or not a server is there', async (args, env, sentence) => {
    const ended = await type(args, env);
    expect([ended.code, ended.out]).toEqual([2, '']);
    expect(ended.err).toContain(sentence);
  });

  test('it says when no server answers', async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    const away = await type(['events', 'list', '--url', url, '--key', 'x']);
    expect([away.code, away.err]).toEqual([
      3,
      `No server answers at ${url} (ECONNREFUSED). Start it, or give its address with --url.\n`,
    ]);
  });

  test('serve starts the server of this folder, and ends with it', async () => {
    const dir = await makeTempDir('serve');
    const env = { PORT: String(await freePort()), SIMULATOR_PORT: String(await freePort()), DATA_DIR: dir.path };
    const child = spawn(process.execPath, [ENTRY, 'serve'], { env: { PATH: process.env['PATH'], ...env } });
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    let out = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (out += String(text)));
    await expect.poll(() => out, { timeout: 45_000 }).toContain('Data ');
    expect((await fetch(`http://localhost:${env.PORT}/healthz`)).status).toBe(200);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    await dir.remove();
  });

  test('migrate brings a database up to date, and says when somebody else holds it', { timeout: 120_000 }, async () => {
    const dir = await makeTempDir('migrate');
    const first = await type(['migrate'], { DATA_DIR: dir.path });
    expect([first.code, first.out]).toEqual([
      0,
      expect.stringMatching(/^The database .*threadtie\.sqlite is up to date\.\n$/),
    ]);
    expect(JSON.parse((await type(['migrate', '--json'], { DATA_DIR: dir.path })).out)).toMatchObject({
      upToDate: true,
    });
    const held = await type(['migrate'], { DATA_DIR: dirname(server.server.ctx.storage.where) });
    expect([held.code, held.err]).toEqual([1, expect.stringContaining('locked by another process')]);
    const wrong = await type(['migrate'], { DATA_DIR: dir.path, PORT: 'x' });
    expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining('PORT is not as expected')]);
    await dir.remove();
  });
});
