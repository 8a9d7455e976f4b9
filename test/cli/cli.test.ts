import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { MASTER_KEY, referral, sign, startTestServer, type TestServer } from '../support/server.ts';
import { makeTempDir } from '../support/temp-dir.ts';

const ENTRY = fileURLToPath(new URL('../../server/cli/threadtie.js', import.meta.url));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Types a command into a process of its own. */
async function type(args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  const child = spawn(process.execPath, [ENTRY, ...args], { env: { PATH: process.env['PATH'], ...env } });
  const said = { out: '', err: '' };
  child.stdout.on('data', (text) => (said.out += String(text)));
  child.stderr.on('data', (text) => (said.err += String(text)));
  child.stdin.end();
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, ...said };
}

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

  test.each([[['--help']], [['events', 'list', '--help']], [['deliveries', 'list', '--help']], [['replay', '--help']]])(
    '%j explains itself with examples',
    async (args) => {
      const { code, out } = await type(args);
      expect(code).toBe(0);
      expect(out).toMatch(/Examples?:\n {2}.*threadtie /);
    },
  );

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
    expect(preview.out).toContain('2 events would be applied again');
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

  test('it says when no key was given, and when no server answers', async () => {
    const unknown = await type(['events', 'list', '--url', server.url]);
    expect([unknown.code, unknown.err]).toEqual([1, expect.stringContaining('THREADTIE_API_KEY')]);
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
    await expect.poll(() => out, { timeout: 15_000 }).toContain('Data ');
    expect((await fetch(`http://localhost:${env.PORT}/healthz`)).status).toBe(200);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    await dir.remove();
  });

  test('migrate brings a database up to date, and says when somebody else holds it', async () => {
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
