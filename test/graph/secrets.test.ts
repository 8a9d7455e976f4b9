import { inspect } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as graph from '../../server/graph/index.ts';
import type { Reply } from './graph-stub.ts';
import { failureOf, type GraphWorld, openGraphWorld, PAGE_ID, refusal } from './open-graph-world.ts';

let world: GraphWorld;
beforeAll(async () => void (world = await openGraphWorld()));
beforeEach(() => world.reset());
afterAll(() => world.close());

const CALLER = { token: 'EAAplantedToken', appId: '42', appSecret: 'plantedAppSecret', pageId: PAGE_ID };
const PLANTED = /planted|f0f1f2|appsecret_proof/i;
/** What the platform, or who pretends to be it, may echo. */
const ECHO = 'plantedAnswer EAAplantedToken plantedAppSecret';
const traced = { fbtrace_id: ECHO, error_user_msg: ECHO, error_data: { token: ECHO } };

const REPLIES: [string, Reply][] = [
  ['an error', refusal(190, 463, { message: ECHO, ...traced })],
  ['a limit', refusal(80006, undefined, { message: ECHO, ...traced })],
  ['a bug of ours', refusal(100, 2018014, { message: ECHO, ...traced })],
  ['another shape', { body: { plantedAnswer: ECHO } }],
  ['HTML', { status: 500, body: `<html>${ECHO}</html>` }],
  ['a redirect', { status: 302, headers: { location: `/plantedAnswer?access_token=${CALLER.token}` } }],
  ['a reset connection', { fault: 'reset' }],
];

async function everythingSaid(error: graph.GraphError): Promise<string> {
  const ours = graph.toThreadtieError(error);
  const { text } = await world.ctx.metrics.print();
  const shown = [error, ours].map((each) => inspect(each, { depth: 10, showHidden: true }));
  return [...shown, JSON.stringify(error), String(error.stack), ...world.lines, text].join('\n');
}

describe('a failed call', () => {
  test.each(REPLIES)('tells nothing of what was sent or answered: %s', async (_, reply) => {
    world.stub.reply(reply);
    const message = { recipient: { psid: '1' }, message: { text: 'plantedText' } } as const;
    const error = await failureOf(graph.sendMessage(world.ctx, CALLER, message));
    expect(world.stub.calls[0]?.body).toContain('plantedText');
    expect(world.lines.join()).toContain('"graphCall":"sendMessage"');
    expect(await everythingSaid(error)).not.toMatch(PLANTED);
  });

  test.each(REPLIES)('tells nothing of tokens in the query: %s', async (_, reply) => {
    world.stub.reply(reply);
    const app = graph.appCaller('42', 'plantedAppSecret');
    const calls = [
      () => graph.exchangeUserToken(world.ctx, app, { userToken: 'plantedUserToken' }),
      () => graph.debugToken(world.ctx, graph.appCaller('43', 'plantedAppSecret'), { token: 'plantedUserToken' }),
    ];
    for (const call of calls) expect(await everythingSaid(await failureOf(call()))).not.toMatch(PLANTED);
  });

  test.each(['EAA planted', 'EAAplanted\n', 'EAAplanté', ''])(
    'with a token that can be none does not begin: %j',
    async (token) => {
      const error = await failureOf(graph.getPage(world.ctx, { ...CALLER, token }, { pageId: PAGE_ID }));
      expect(error).toMatchObject({ verdict: 'page_broken', problem: 'token_invalid', code: null });
      expect(graph.toThreadtieError(error).code).toBe('page_broken');
      expect(await everythingSaid(error)).not.toMatch(PLANTED);
      expect(world.stub.calls).toHaveLength(0);
    },
  );
});

describe('the log and the metrics', () => {
  test('name the call, the code and the trace, once for all tries', async () => {
    world.stub.reply(refusal(2), { ...refusal(10, 1893063), status: 403 });
    await failureOf(graph.getPage(world.ctx, CALLER, { pageId: PAGE_ID }));
    expect(world.lines).toHaveLength(1);
    expect(JSON.parse(world.lines[0] ?? '')).toMatchObject({
      graphCall: 'getPage',
      code: '10',
      subcode: 1893063,
      status: 403,
      traceId: 'AxIIVeNpuf3y2jeXdufRcEX',
      appId: '42',
      pageId: PAGE_ID,
    });
  });

  test('count by call and by what came of it, and calls that were held back are not logged', async () => {
    world.stub.reply(refusal(2), { body: { id: PAGE_ID } }, refusal(613));
    const get = () => graph.getPage(world.ctx, CALLER, { pageId: PAGE_ID });
    await get();
    await failureOf(get());
    const lines = world.lines.length;
    await failureOf(get());
    expect(world.lines).toHaveLength(lines);
    const { text } = await world.ctx.metrics.print();
    const counted = [...text.matchAll(/^threadtie_graph_calls_total\{call="getPage",verdict="(\w+)"\} (\d)$/gm)];
    expect(Object.fromEntries(counted.map(([, verdict, count]) => [verdict, count]))).toEqual({
      ok: '1',
      retry: '1',
      later: '1',
      held: '1',
    });
    expect(text).toContain('threadtie_graph_answer_seconds_count 3');
  });
});
