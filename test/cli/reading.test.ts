import { PassThrough } from 'node:stream';
import { WriteStream } from 'node:tty';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { connectionGuide } from '../../shared/connection-guide.ts';
import { readNumbers } from '../../server/cli/connect/choose-pages.ts';
import { readMetrics } from '../../server/cli/doctor/read-metrics.ts';
import { isLoopback } from '../../server/cli/is-loopback.ts';
import { paint } from '../../server/cli/paint.ts';
import { type } from './command-line.ts';

const PAGES = ['11', '22', '33'].map((id) => ({
  id,
  name: `Page ${id}`,
  platform: 'messenger' as const,
  tasks: [],
  missingTasks: [],
  instagramId: null,
  isChosen: false,
  isConnected: false,
}));

describe('an answer to which Pages', () => {
  test.each([
    ['2', ['22']],
    ['1, 3', ['11', '33']],
    ['3 3 1', ['33', '11']],
    ['All', ['11', '22', '33']],
    ['', null],
    ['0', null],
    ['1,4', null],
    ['one', null],
    ['1e0', null],
  ])('%j means %j', (answer, ids) => {
    expect(readNumbers(answer, PAGES)).toEqual(ids);
  });
});

describe('metrics', () => {
  test('are read by name, without those that have labels', () => {
    const text = '# HELP a b\na 3\nb_total{code="x"} 4\nc_seconds 0.25\nd NaN\n';
    expect([...readMetrics(text)]).toEqual([
      ['a', 3],
      ['c_seconds', 0.25],
    ]);
  });
});

describe('an address of this machine', () => {
  test.each([
    ['http://localhost:8787', true],
    ['http://127.0.0.1', true],
    ['http://127.8.8.8/x', true],
    ['http://[::1]:1', true],
    ['https://localhost.example', false],
    ['https://127.0.0.1.example', false],
    ['http://0.0.0.0', false],
  ])('%s: %s', (url, expected) => {
    expect(isLoopback(url)).toBe(expected);
  });
});

describe('a colour', () => {
  afterEach(() => vi.unstubAllEnvs());
  const terminal = () =>
    Object.assign(new PassThrough(), { isTTY: true, getColorDepth: WriteStream.prototype.getColorDepth });

  test('is shown by a terminal, without what it would obey', () => {
    // Node reads all of these; a build server that sets one of them must not decide over this test.
    for (const name of ['NO_COLOR', 'NODE_DISABLE_COLORS', 'FORCE_COLOR', 'CI', 'TF_BUILD', 'TEAMCITY_VERSION', 'TMUX'])
      vi.stubEnv(name, undefined);
    vi.stubEnv('TERM', 'xterm-256color');
    expect(paint('bad', 'wrong\u001b[2J', terminal())).toBe('\u001b[31mwrong\ufffd[2J\u001b[39m');
  });

  test('is shown by none with NO_COLOR, and never in a pipe', () => {
    vi.stubEnv('FORCE_COLOR', undefined);
    expect(paint('bad', 'wrong', new PassThrough())).toBe('wrong');
    vi.stubEnv('NO_COLOR', '1');
    expect(paint('bad', 'wrong', terminal())).toBe('wrong');
  });
});

describe('threadtie test-user', () => {
  test('prints every step with the address of the app, without a server or a key', async () => {
    const { code, out } = await type(['test-user', '--app', '730000000000017']);
    expect(code).toBe(0);
    for (const [index, step] of connectionGuide('730000000000017').testUser.entries()) {
      expect(out).toContain(`${index + 1}. ${step.title}`);
      expect(out).toContain(step.url ?? step.detail);
    }
    expect(out).toContain('https://developers.facebook.com/apps/730000000000017/roles/test-users/');
    expect(out).toContain('threadtie connect-page --app 730000000000017');
  });

  test('prints the steps with --json, with a gap where no app is known', async () => {
    const { out } = await type(['test-user', '--json']);
    const { aboutTestUsers: about, testUser: steps } = connectionGuide(null);
    expect(JSON.parse(out)).toEqual({ appId: null, about, steps });
    expect(about).toContain('/test-users');
  });
});
