import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AREAS, FINDING_STATES } from '../../server/cli/doctor/finding.ts';
import { freePort } from '../support/free-port.ts';
import {
  APP_ID,
  APP_SECRET,
  createShop,
  MASTER_KEY,
  referral,
  type TestServer,
  VERIFY_TOKEN,
} from '../support/server.ts';
import { type } from './command-line.ts';
import { diagnose, named, startReachable, startStranger } from './doctor-world.ts';

const APP = { META_APP_ID: APP_ID, META_APP_SECRET: APP_SECRET, META_VERIFY_TOKEN: VERIFY_TOKEN, SIMULATOR: 'off' };

describe('threadtie doctor at a server that is well', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startReachable();
    await createShop(server);
    await server.deliver(referral('1', 'somewhere'));
    await server.settle();
  });
  afterAll(() => server.stop());

  test('ends with 0 and reports every area in the shape that scripts read', async () => {
    const { ended, report } = await diagnose(server.url, ['--stored'], APP);
    expect([ended.code, ended.err]).toEqual([0, '']);
    expect(report).toMatchObject({ state: 'ok', server: server.url, counts: { wrong: 0 } });
    expect([...new Set(report.findings.map((finding) => finding.area))]).toEqual(AREAS);
    for (const state of FINDING_STATES) {
      expect(report.counts[state]).toBe(report.findings.filter((finding) => finding.state === state).length);
    }
    for (const finding of report.findings) {
      expect(Object.keys(finding).toSorted()).toEqual(['area', 'called', 'detail', 'fix', 'name', 'state', 'subject']);
    }
  });

  test('makes the whole handshake when it knows the verify token', async () => {
    const { report } = await diagnose(server.url, ['--stored'], APP);
    expect(named(report, 'handshake')).toMatchObject([{ state: 'ok', detail: expect.stringContaining('answers the') }]);
    const without = await diagnose(server.url, ['--stored']);
    expect(named(without.report, 'handshake')[0]?.detail).toContain('the verify token itself is not known');
  });

  test('names what only the owner can see, with the address of the app', async () => {
    const { report } = await diagnose(server.url, ['--stored']);
    const owners = report.findings.filter((finding) => finding.area === 'owner');
    expect(owners.map((finding) => finding.state)).toEqual(owners.map(() => 'owner'));
    expect(owners.map((finding) => finding.name)).toContain('recent_errors');
    expect(owners.map((finding) => finding.fix).join()).toContain(`https://developers.facebook.com/apps/${APP_ID}/`);
  });

  test('prints a list for people, without colours where no terminal is and without a secret', async () => {
    const env = { ...APP, THREADTIE_API_KEY: MASTER_KEY };
    const { code, out } = await type(['doctor', '--url', server.url, '--stored'], env);
    expect(code).toBe(0);
    expect(out).toMatch(/^The server\nok {7}Threadtie .* answers at/m);
    expect(out).toMatch(/^Only in Meta's dashboard: cannot be seen from here\nby hand /m);
    expect(out).toMatch(/\d+ ok, \d+ note, 0 wrong, \d+ unknown, \d+ by hand\n$/);
    expect(out).not.toMatch(/\p{Cc}(?<!\n)/u);
    for (const secret of [MASTER_KEY, APP_SECRET, VERIFY_TOKEN]) expect(out).not.toContain(secret);
  });

  test('shows colours where they are asked for, and never with NO_COLOR', async () => {
    const asked = ['doctor', '--url', server.url, '--stored'];
    const env = { THREADTIE_API_KEY: MASTER_KEY };
    expect((await type(asked, { ...env, FORCE_COLOR: '1' })).out).toContain('\u001b[32mok\u001b[39m');
    expect((await type(asked, { ...env, NO_COLOR: '1' })).out).not.toContain('\u001b');
  });

  test('leaves unknown what the key may not see', async () => {
    const body = { name: 'Arrivals', scopes: ['arrivals:read'] };
    const { body: made } = await server.api('POST', '/v1/api-keys', { body });
    const { ended, report } = await diagnose(server.url, [], { THREADTIE_API_KEY: made.key });
    expect(ended.code).toBe(0);
    expect(named(report, 'api_key')).toMatchObject([{ state: 'ok' }]);
    for (const name of ['apps', 'pages', 'sites', 'entry-points', 'events', 'deliveries']) {
      expect(named(report, name)[0]).toMatchObject({ state: 'unknown', fix: 'Use a key with every scope.' });
    }
  });
});

describe('threadtie doctor finds', () => {
  let server: TestServer;
  beforeAll(async () => (server = await startReachable()));
  afterAll(() => server.stop());

  test('that no server is there', async () => {
    const { ended, report } = await diagnose(`http://127.0.0.1:${await freePort()}`);
    expect([ended.code, ended.err]).toEqual([1, '1 thing is wrong.\n']);
    expect(named(report, 'reachable')).toMatchObject([{ state: 'wrong', fix: expect.stringContaining('npm start') }]);
  });

  test('that something else answers there', async () => {
    const stranger = await startStranger();
    const { ended, report } = await diagnose(stranger.url);
    stranger.server.close();
    expect(ended.code).toBe(1);
    expect(named(report, 'reachable')[0]).toMatchObject({ state: 'wrong' });
  });

  test.each([
    ['a key that is not accepted', ['--key', 'tt_wrong'], {}, 'api_key', 'is not known'],
    ['that no key was given', ['--key', ''], {}, 'api_key', 'No API key was given'],
    ['a setting that is wrong', [], { PORT: 'x' }, 'settings', 'PORT is not as expected'],
    ['settings that do not go together', [], { META_APP_ID: '1' }, 'settings', 'belong together'],
    ['a verify token that the server does not know', [], { ...APP, META_VERIFY_TOKEN: 'another-one' }, 'handshake', ''],
  ])('%s', async (_, args, env, name, words) => {
    const { ended, report } = await diagnose(server.url, args, env);
    expect(ended.code).toBe(1);
    expect(named(report, name)).toMatchObject([{ state: 'wrong', fix: expect.any(String) }]);
    expect(named(report, name)[0]?.detail.toLowerCase()).toContain(words.toLowerCase());
  });

  test('a site without an origin, one without https, and events of a Page that is not connected', async () => {
    await server.api('POST', '/v1/sites', { body: { name: 'Empty', origins: [] } });
    await server.api('POST', '/v1/sites', { body: { name: 'Plain', origins: ['http://shop.example'] } });
    await server.deliver(referral('7', 'x'));
    await server.settle();
    const { ended, report } = await diagnose(server.url);
    expect(ended.code).toBe(1);
    const origins = named(report, 'origins').map(({ state, detail }) => [state, detail]);
    expect(origins).toContainEqual(['wrong', 'Empty has no origin: the widget is refused everywhere.']);
    expect(origins).toContainEqual(['warning', 'Plain: http://shop.example is not https.']);
    expect(named(report, 'parked_events')).toMatchObject([
      { state: 'warning', detail: expect.stringMatching(/^1 event/) },
    ]);
  });

  test('a clock that is slower than the platform', async () => {
    await server.deliver(referral('8', 'x', { timestamp: Date.now() + 600_000 }));
    await server.settle();
    const { report } = await diagnose(server.url);
    expect(named(report, 'platform')).toMatchObject([{ state: 'wrong', fix: expect.stringContaining('NTP') }]);
  });
});

describe('threadtie doctor looks at the public address, and finds', () => {
  test.each([
    ['that it is not https', (port: string) => `http://0.0.0.0:${port}`, 'https', 'Meta refuses it'],
    ['that nothing answers there', () => 'http://127.0.0.1:1', 'handshake', 'cannot be reached from here'],
  ])('%s', async (_, addressOf, name, words) => {
    const port = String(await freePort());
    const server = await startReachable({ PORT: port, PUBLIC_URL: addressOf(port) });
    const { ended, report } = await diagnose(server.url, ['--stored']);
    await server.stop();
    expect(ended.code).toBe(1);
    expect(named(report, name)).toMatchObject([{ state: 'wrong', detail: expect.stringContaining(words) }]);
  });

  test('that something else answers there', async () => {
    const stranger = await startStranger();
    const server = await startReachable({ PUBLIC_URL: stranger.url });
    const { report } = await diagnose(server.url, ['--stored']);
    await server.stop();
    stranger.server.close();
    expect(named(report, 'handshake')).toMatchObject([{ state: 'wrong', fix: expect.stringContaining('proxy') }]);
  });

  test('metrics that ask for a token, and reads them with it', async () => {
    const METRICS_TOKEN = 'metrics-token-of-the-tests';
    const server = await startReachable({ METRICS_TOKEN });
    const without = await diagnose(server.url, ['--stored']);
    const { ended, report } = await diagnose(server.url, ['--stored'], { METRICS_TOKEN });
    await server.stop();
    expect(named(without.report, 'queue')).toMatchObject([{ state: 'unknown' }]);
    expect(named(report, 'queue')).toMatchObject([{ state: 'ok' }]);
    expect(ended.out).not.toContain(METRICS_TOKEN);
  });
});
