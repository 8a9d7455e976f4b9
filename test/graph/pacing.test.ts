import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { MINUTE } from '../../server/base/clock.ts';
import * as graph from '../../server/graph/index.ts';
import { failureOf, type GraphWorld, openGraphWorld, PAGE, PAGE_ID, refusal } from './open-graph-world.ts';

let world: GraphWorld;
beforeAll(async () => void (world = await openGraphWorld()));
beforeEach(() => world.reset());
afterAll(() => world.close());

const OTHER_PAGE = { ...PAGE, pageId: '2', token: 'EAAother' };
const USER = { token: 'EAAuser', appId: PAGE.appId };
const FOUND = { id: '1' };
const get = (caller: graph.GraphCaller = PAGE) => graph.getPage(world.ctx, caller, { pageId: '1' });
const minutesUntil = (at: Date | null) => ((at?.getTime() ?? 0) - world.ctx.clock.now().getTime()) / MINUTE;

function usage(percent: number): string {
  return JSON.stringify({ call_count: percent, total_time: 25, total_cputime: 5 });
}

function business(percent: number, regain = 0, id = PAGE_ID, type = 'messenger'): Record<string, string> {
  const entry = {
    type,
    call_count: percent,
    total_cputime: 20,
    total_time: 20,
    estimated_time_to_regain_access: regain,
  };
  return { 'x-business-use-case-usage': JSON.stringify({ [id]: [entry] }) };
}

async function see(headers: Record<string, string>, caller: graph.GraphCaller = PAGE): Promise<void> {
  world.stub.reply({ body: FOUND, headers });
  await get(caller);
  world.stub.reply({ body: FOUND });
  world.stub.calls.length = 0;
}

describe('a limit that is reached', () => {
  test("by the app's usage stops all calls of the app, without opening a socket", async () => {
    await see({ 'x-app-usage': usage(100) });
    for (const caller of [PAGE, OTHER_PAGE, USER]) {
      const error = await failureOf(get(caller));
      expect(error).toMatchObject({ verdict: 'later', code: null, httpStatus: null, problem: null });
      expect(minutesUntil(error.retryAt)).toBe(5);
      expect(graph.toThreadtieError(error).code).toBe('platform_busy');
    }
    expect(world.stub.calls).toHaveLength(0);
    await get({ ...PAGE, appId: 'another' });
    expect(world.stub.calls).toHaveLength(1);
  });

  test('by the usage of one Page stops that Page, for as long as the platform says', async () => {
    await see(business(95, 19));
    expect(minutesUntil((await failureOf(get())).retryAt)).toBe(19);
    await get(OTHER_PAGE);
    expect(world.stub.calls).toHaveLength(1);
    world.advance(19 * MINUTE);
    await see({});
    await get();
    expect(world.stub.calls).toHaveLength(1);
  });

  test('by the usage of a Page in its undocumented header stops that Page', async () => {
    await see({ 'x-page-usage': usage(120) });
    expect(await failureOf(get())).toMatchObject({ verdict: 'later' });
    await get(OTHER_PAGE);
    expect(world.stub.calls).toHaveLength(1);
  });

  test.each([
    [4, 'app'],
    [32, 'page'],
    [613, 'page'],
    [80001, 'page'],
    [80002, 'page'],
    [80006, 'page'],
  ])('by code %i stops the calls of the %s', async (code, whose) => {
    world.stub.reply(refusal(code));
    const error = await failureOf(get());
    expect(error).toMatchObject({ verdict: 'later', problem: 'rate_limited', code });
    expect(minutesUntil(error.retryAt)).toBe(5);
    world.stub.reply({ body: FOUND });
    expect(await failureOf(get())).toMatchObject({ verdict: 'later', httpStatus: null });
    expect(
      await get(OTHER_PAGE).then(
        () => 'page',
        () => 'app',
      ),
    ).toBe(whose);
  });

  test('by a code with a header waits as long as the header says', async () => {
    world.stub.reply({ ...refusal(80006), headers: business(100, 42) });
    expect(minutesUntil((await failureOf(get())).retryAt)).toBe(42);
  });

  test('by status 429 without a word of the platform stops the Page', async () => {
    world.stub.reply({ status: 429, body: '<html>Slow down</html>' });
    expect(minutesUntil((await failureOf(get())).retryAt)).toBe(5);
    expect(world.stub.calls).toHaveLength(1);
  });

  test.each([
    ['by a code', refusal(32)],
    ['by the usage of a business', { body: FOUND, headers: business(100, 600, '3') }],
  ])('%s in the name of a person stops what people ask, and neither Pages nor the app itself', async (_, reply) => {
    world.stub.reply(reply);
    await get(USER).catch(() => undefined);
    world.stub.reply({ body: FOUND });
    expect(await failureOf(get({ ...USER, token: 'EAAsomebody' }))).toMatchObject({
      verdict: 'later',
      httpStatus: null,
    });
    await get(PAGE);
    await get(graph.appCaller(PAGE.appId, 'secret'));
    expect(world.stub.calls).toHaveLength(3);
  });

  test('in the name of the app itself stops the app', async () => {
    world.stub.reply(refusal(32));
    await failureOf(get(graph.appCaller(PAGE.appId, 'secret')));
    expect(await failureOf(get(PAGE))).toMatchObject({ verdict: 'later', httpStatus: null });
  });

  test('again and again waits twice as long each time, an hour at most, and begins anew after a success', async () => {
    const waits = [];
    for (let times = 0; times < 6; times++) {
      world.stub.reply(refusal(613));
      const { retryAt } = await failureOf(get());
      waits.push(minutesUntil(retryAt));
      world.advance(minutesUntil(retryAt) * MINUTE);
    }
    expect(waits).toEqual([5, 10, 20, 40, 60, 60]);
    await see({});
    world.stub.reply(refusal(613));
    expect(minutesUntil((await failureOf(get())).retryAt)).toBe(5);
  });

  test.each([
    [4, 2018354],
    [613, 1893016],
    [613, 2018338],
  ])('by %i/%i concerns one message only and holds nobody', async (code, subcode) => {
    world.stub.reply(refusal(code, subcode), { body: FOUND });
    await failureOf(get());
    await get();
    expect(world.stub.calls).toHaveLength(2);
  });
});

describe('a limit that comes near', () => {
  test('spreads the calls', async () => {
    await see({ 'x-app-usage': usage(80) });
    const begun = performance.now();
    await Promise.all([get(), get(OTHER_PAGE)]);
    expect(performance.now() - begun).toBeGreaterThan(480);
    expect(world.stub.calls).toHaveLength(2);
  });

  test('lets nobody wait for long: who would, comes again later', async () => {
    await see({ 'x-app-usage': usage(99) });
    const error = await failureOf(get());
    expect(error).toMatchObject({ verdict: 'later', httpStatus: null });
    expect(minutesUntil(error.retryAt)).toBeLessThan(0.1);
    expect(world.stub.calls).toHaveLength(0);
  });

  test('is forgotten when the platform says so, or after ten minutes', async () => {
    await see({ 'x-app-usage': usage(99) });
    world.advance(MINUTE);
    await see({ 'x-app-usage': usage(20) });
    await get();
    await see({ 'x-app-usage': usage(99) });
    world.advance(11 * MINUTE);
    await get();
    expect(world.stub.calls).toHaveLength(1);
  });
});

describe('a usage header', () => {
  test.each([
    ['is no JSON', { 'x-app-usage': 'full', 'x-business-use-case-usage': '{' }],
    ['holds other things', { 'x-app-usage': '[100]', 'x-business-use-case-usage': '{"1":100,"2":null,"3":[null]}' }],
    ['holds no numbers', { 'x-app-usage': '{"call_count":"much","total_time":null,"total_cputime":{}}' }],
    [
      'speaks of another business beside ours',
      {
        'x-business-use-case-usage': JSON.stringify({
          [PAGE_ID]: [{ type: 'pages', call_count: 1 }],
          2: [{ call_count: 100 }],
        }),
      },
    ],
    ['speaks of advertisements', business(100, 60, PAGE_ID, 'ads_insights')],
  ])('that %s stops nothing', async (_, headers) => {
    await see(headers);
    await get();
    expect(world.stub.calls).toHaveLength(1);
  });

  test('cannot stop the calls for longer than a day', async () => {
    await see(business(100, 1e9));
    expect(minutesUntil((await failureOf(get())).retryAt)).toBe(24 * 60);
  });
});

describe('the Messenger profile', () => {
  const read = (caller = PAGE) => graph.getProfile(world.ctx, caller, { fields: ['getStarted'] });

  test('is called ten times in ten minutes and Page, and other calls go on', async () => {
    world.stub.reply({ body: { data: [] } });
    await read();
    world.advance(4 * MINUTE);
    for (let times = 0; times < 9; times++) await read();
    const error = await failureOf(read());
    expect(error).toMatchObject({ verdict: 'later', httpStatus: null });
    expect(minutesUntil(error.retryAt)).toBe(6);
    expect(world.stub.calls).toHaveLength(10);
    await read(OTHER_PAGE);
    world.advance(6 * MINUTE);
    await read();
    await failureOf(read());
    expect(world.stub.calls).toHaveLength(12);
  });

  test('is held by itself when the platform counts otherwise', async () => {
    world.stub.reply(refusal(613));
    await failureOf(read());
    world.stub.reply({ body: FOUND });
    await get();
    expect(await failureOf(read())).toMatchObject({ verdict: 'later', httpStatus: null });
  });

  test('that is held again after it was read begins with the shortest hold', async () => {
    const refuse = async (): Promise<number> => {
      world.stub.reply(refusal(613));
      const minutes = minutesUntil((await failureOf(read())).retryAt);
      world.advance(minutes * MINUTE);
      return minutes;
    };
    expect([await refuse(), await refuse()]).toEqual([5, 10]);
    world.stub.reply({ body: { data: [] } });
    await read();
    expect(await refuse()).toBe(5);
  });
});
