import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { PageConnection } from '../../shared/api/page-connections.ts';
import { APP_SECRET, MASTER_KEY } from '../support/server.ts';
import { type ConnectWorld, forgetSetUp, startConnectWorld, TRADE_PAGE } from './connect-world.ts';

const TRADE = ['connect-page', '--page', TRADE_PAGE];

describe('threadtie connect-page', { timeout: 120_000 }, () => {
  let world: ConnectWorld;
  beforeAll(async () => (world = await startConnectWorld()));
  afterEach(async () => {
    await world.simulator.control.reset();
    await world.simulator.control.setApp({ allowsLocalDomains: true });
  });
  afterAll(() => world.stop());
  const userToken = async (): Promise<string> => await world.simulator.control.userToken();

  test('leads from a user token to a Page whose events arrive', async () => {
    const { control } = world.simulator;
    await forgetSetUp(world.simulator, TRADE_PAGE);
    const token = await userToken();
    const words = ['--greeting', 'Hello!', '--ice-breaker', 'Opening hours?=HOURS', '--wait', '1'];
    const running = world.start([...TRADE, ...words], token);
    await expect.poll(() => running.said.err, { timeout: 45_000 }).toContain('write anything to Pine & Kettle Trade');
    // Two pipes: what was printed first may be read last.
    await expect
      .poll(() => running.said.out, { timeout: 45_000 })
      .toMatch(/^done +user token: [\s\S]*^done +.*, subscription of the Page: [\s\S]*^waiting +.*, first event: /m);
    await control.getStarted({ person: 'ada', pageId: TRADE_PAGE });
    await control.writeMessage({ person: 'ada', pageId: TRADE_PAGE, text: 'Hello?' });
    const ended = await running.ended;
    expect([ended.code, ended.out]).toEqual([0, expect.stringMatching(/^done +.*, first event: /m)]);
    for (const secret of [token, MASTER_KEY, APP_SECRET]) expect(ended.out + ended.err).not.toContain(secret);
    await world.server.settle();
    const { body } = await world.server.api('GET', `/v1/events?pageId=${TRADE_PAGE}&status=applied`);
    expect(body.data.length).toBeGreaterThan(0);
  });

  test('prints the connection with --json and says the rest on the error stream', async () => {
    const ended = await world.ask([...TRADE, '--no-wait', '--json'], await userToken());
    expect(ended.code).toBe(0);
    const connection = JSON.parse(ended.out) as PageConnection;
    expect(connection.pages.filter((page) => page.isChosen).map((page) => page.id)).toEqual([TRADE_PAGE]);
    expect(ended.err).toMatch(/^done /m);
  });

  test.each([
    ['the environment', [], '', 'THREADTIE_USER_TOKEN'],
    ['an option', ['--user-token', 'TOKEN'], '', 'UNUSED'],
    ['the standard input when it is asked for', ['--user-token', '-'], 'TOKEN\n', 'UNUSED'],
  ])('takes the token from %s', async (_, args, input, variable) => {
    const token = await userToken();
    const words = args.map((word) => word.replace('TOKEN', token));
    const ended = await world.ask([...TRADE, '--no-wait', ...words], input.replace('TOKEN', token), {
      [variable]: token,
    });
    expect([ended.code, ended.out]).toEqual([0, expect.stringContaining('done     user token')]);
  });

  test('keeps the token where nobody can be asked for Pages, and goes on with --resume', async () => {
    const unasked = await world.ask(['connect-page'], await userToken());
    expect(unasked.code).toBe(2);
    expect(unasked.out).toContain(`Pine & Kettle Trade (${TRADE_PAGE})`);
    const [, id = ''] = /--resume (\S+)/.exec(unasked.err) ?? [];
    const resumed = await world.ask([...TRADE, '--resume', id, '--no-wait']);
    expect([resumed.code, resumed.out]).toEqual([0, expect.stringContaining('Pine & Kettle Trade, checks: ')]);
  });

  test('takes the events of the app from another system only when it is told to', async () => {
    const { control } = world.simulator;
    await control.setApp({ callbackUrl: 'http://127.0.0.1:9/bot?key=planted', fields: { page: ['messages'] } });
    const stopped = await world.ask([...TRADE, '--no-wait'], await userToken());
    expect(stopped.code).toBe(1);
    expect(stopped.out).toMatch(
      /^failed +webhook of the app: .*go to http:\/\/127\.0\.0\.1:9,[\s\S]*--take-over-callback/m,
    );
    expect(stopped.out + stopped.err).not.toContain('planted');
    const [, id = ''] = /--resume (\S+?)"/.exec(stopped.err) ?? [];
    const taken = await world.ask(['connect-page', '--resume', id, '--take-over-callback', '--no-wait']);
    expect([taken.code, taken.out]).toEqual([0, expect.stringMatching(/^done +webhook of the app: /m)]);
  });

  test('tells a Page and its Instagram account of the same name apart', async () => {
    const ended = await world.ask(['connect-page', '--all', '--no-wait'], await userToken());
    expect(ended.out).toMatch(/^done +Pine & Kettle, subscription of the Page: /m);
    expect(ended.out).toMatch(/^done +Pine & Kettle \(Instagram\), subscription of the Page: /m);
  });

  test('connects every Page with --all', async () => {
    const ended = await world.ask(['connect-page', '--all', '--no-wait', '--json'], await userToken());
    const { pages } = JSON.parse(ended.out) as PageConnection;
    expect(pages.filter((page) => !page.isChosen)).toEqual([]);
    expect(pages.length).toBeGreaterThan(1);
  });

  test('ends with 1 and the fix when something is in the way, and goes on once it is mended', async () => {
    const { control } = world.simulator;
    await control.setPage(TRADE_PAGE, { isPublished: false });
    const stopped = await world.ask([...TRADE, '--wait', '1'], await userToken());
    expect(stopped.code).toBe(1);
    expect(stopped.out).toMatch(/not published[\s\S]*\n +-> /);
    const [, id = ''] = /--resume (\S+?)"/.exec(stopped.err) ?? [];
    await control.setPage(TRADE_PAGE, { isPublished: true });
    expect((await world.ask(['connect-page', '--resume', id, '--no-wait'])).code).toBe(0);
  });

  test('says what is wrong with a token that is dead', async () => {
    const token = await userToken();
    await world.simulator.control.setToken(token, { state: 'expired' });
    const ended = await world.ask([...TRADE, '--no-wait'], token);
    expect([ended.code, ended.err]).toEqual([1, expect.stringContaining('begin again')]);
    expect(ended.out).toMatch(/^failed +user token: .*\n +-> /m);
    expect(ended.out + ended.err).not.toContain(token);
  });

  test('shows which permission a token lacks', async () => {
    await world.simulator.control.setApp({ permissions: ['pages_show_list', 'pages_messaging'] });
    const ended = await world.ask([...TRADE, '--no-wait'], await userToken());
    expect(ended.code).toBe(1);
    expect(ended.out).toMatch(/^missing +The token lacks pages_manage_metadata/m);
  });

  test('shows which task the person lacks on a Page', async () => {
    await world.simulator.control.setPage(TRADE_PAGE, { tasks: ['MESSAGING'] });
    const ended = await world.ask([...TRADE, '--no-wait'], await userToken());
    expect(ended.code).toBe(1);
    expect(ended.out).toContain('the person lacks the task MODERATE');
  });

  test('says that the platform was given another verify token', async () => {
    await forgetSetUp(world.simulator, TRADE_PAGE);
    await world.simulator.control.setApp({ verifyToken: 'typed-wrong' });
    const ended = await world.ask([...TRADE, '--no-wait'], await userToken());
    expect(ended.code).toBe(1);
    expect(ended.out).toMatch(/^failed +webhook of the app: .*verify token.*\n +-> /m);
  });

  test.each([
    [['--no-wait'], '', 'A user token is needed'],
    [['--no-wait'], 'two words', 'What was given is no token'],
    [['--resume', 'con_1', '--user-token', 'x'], '', 'not both'],
    [['--page', '42'], 'token', 'Not among the Pages'],
    [['--ice-breaker', 'Hours?'], 'token', "It must look like 'Opening hours?=HOURS'"],
    [['--wait', 'long'], 'token', 'It must be a number of minutes'],
  ])('%j with the input %j is refused as typed wrong', async (args, input, sentence) => {
    const token = input === 'token' ? await userToken() : input;
    const ended = await world.ask(['connect-page', ...args], token);
    expect([ended.code, ended.err]).toEqual([2, expect.stringContaining(sentence)]);
  });
});
