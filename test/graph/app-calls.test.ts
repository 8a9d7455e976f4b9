import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as graph from '../../server/graph/index.ts';
import { APP_ID, failureOf, type GraphWorld, openGraphWorld, PAGE_ID, refusal } from './open-graph-world.ts';

let world: GraphWorld;
beforeAll(async () => void (world = await openGraphWorld()));
beforeEach(() => world.reset());
afterAll(() => world.close());

const APP = graph.appCaller(APP_ID, 'secret');
const USER = { token: 'EAAuser', appId: APP_ID };

describe('listing the Pages of a person', () => {
  test('follows the cursor to the end, and keeps every digit of numeric ids', async () => {
    const page = (ids: string, after: string): object => ({
      body: `{"data":[${ids}],"paging":{"cursors":{"after":"${after}"}}}`,
    });
    world.stub.reply(
      page('{"id":9007199254740993,"name":"A","access_token":"EAA1","tasks":["MESSAGING"]}', 'x'),
      page('{"id":"2","name":"B","instagram_business_account":{"id":"17"}}', 'y'),
      { body: { data: [], paging: {} } },
    );
    expect(await graph.listAccounts(world.ctx, USER, {})).toEqual([
      { id: '9007199254740993', name: 'A', accessToken: 'EAA1', tasks: ['MESSAGING'], instagramId: null },
      { id: '2', name: 'B', accessToken: null, tasks: [], instagramId: '17' },
    ]);
    expect(world.stub.calls.map(({ query }) => query['after'])).toEqual([undefined, 'x', 'y']);
  });

  test('ends with a cursor that stands still', async () => {
    world.stub.reply({ body: { data: [{ id: '1', name: 'A' }], paging: { cursors: { after: 'x' } } } });
    expect(await graph.listAccounts(world.ctx, USER, {})).toHaveLength(1);
    expect(world.stub.calls).toHaveLength(2);
  });

  test('does not follow an address of the platform', async () => {
    const body = {
      data: [{ id: '1', name: 'A' }],
      paging: { next: `${world.stub.url}/elsewhere?access_token=EAAuser` },
    };
    world.stub.reply({ body });
    await graph.listAccounts(world.ctx, USER, {});
    expect(world.stub.calls.map(({ path }) => path)).toEqual(['/v25.0/me/accounts']);
  });
});

describe('looking at a token', () => {
  const report = (data: object): void => world.stub.reply({ body: { data } });
  const valid = {
    app_id: APP_ID,
    type: 'PAGE',
    is_valid: true,
    expires_at: 0,
    data_access_expires_at: 1576687825,
    scopes: ['pages_messaging'],
    granular_scopes: [{ scope: 'pages_messaging', target_ids: [PAGE_ID] }, { scope: 'public_profile' }],
    user_id: '5',
    profile_id: PAGE_ID,
  };

  test('tells whose it is, what it may and until when', async () => {
    report(valid);
    expect(await graph.debugToken(world.ctx, APP, { token: 'EAApage' })).toEqual({
      isValid: true,
      appId: APP_ID,
      type: 'PAGE',
      userId: '5',
      profileId: PAGE_ID,
      expiresAt: null,
      dataAccessExpiresAt: new Date(1576687825000),
      scopes: ['pages_messaging'],
      granularScopes: [
        { scope: 'pages_messaging', targetIds: [PAGE_ID] },
        { scope: 'public_profile', targetIds: null },
      ],
      problem: null,
    });
    expect(world.stub.calls[0]).toMatchObject({ path: '/v25.0/debug_token', query: { input_token: 'EAApage' } });
    expect(world.stub.calls[0]?.headers.authorization).toBe(`Bearer ${APP_ID}|secret`);
  });

  test.each([
    ['expired by its inner error', { error: { code: 190, subcode: 463, message: '?' } }, 'token_expired'],
    ['revoked by its inner error', { error: { code: 190, error_subcode: 458 } }, 'token_revoked'],
    ['expired by its date', { expires_at: 1576687825 }, 'token_expired'],
    ['invalid without a reason', {}, 'token_invalid'],
    ['invalid with an inner error of another form', { error: 'gone' }, 'token_invalid'],
  ])('says that it is %s', async (_, more, problem) => {
    report({ is_valid: false, ...more });
    expect(await graph.debugToken(world.ctx, APP, { token: 'EAApage' })).toMatchObject({ isValid: false, problem });
  });

  test('says that the app secret is wrong when the app itself is refused', async () => {
    world.stub.reply(refusal(190));
    const error = await failureOf(graph.debugToken(world.ctx, APP, { token: 'EAApage' }));
    expect(error).toMatchObject({ verdict: 'give_up', problem: 'app_credentials_wrong' });
    expect(graph.toThreadtieError(error).code).toBe('platform_refused');
  });
});

describe('exchanging a token', () => {
  test('sends no token of the app along, and blames the token exchanged', async () => {
    world.stub.reply(refusal(190, 463));
    const error = await failureOf(graph.exchangeUserToken(world.ctx, APP, { userToken: 'old' }));
    expect(error).toMatchObject({ verdict: 'page_broken', problem: 'token_expired', pageId: null });
    expect(graph.toThreadtieError(error).code).toBe('platform_refused');
    expect(world.stub.calls[0]?.headers.authorization).toBe(undefined);
  });

  test('knows no end when the platform names none', async () => {
    world.stub.reply({ body: { access_token: 'long' } });
    expect(await graph.exchangeUserToken(world.ctx, APP, { userToken: 'x' })).toEqual({
      token: 'long',
      expiresAt: null,
    });
  });
});

describe("the app's own subscriptions", () => {
  test('are read with the fields in both forms', async () => {
    const fields = [{ name: 'messages', version: 'v25.0' }, 'standby'];
    world.stub.reply({ body: { data: [{ object: 'page', callback_url: 'https://a.example', active: true, fields }] } });
    expect(await graph.getAppSubscriptions(world.ctx, APP)).toEqual([
      {
        object: 'page',
        callbackUrl: 'https://a.example',
        isActive: true,
        fields: [
          { name: 'messages', version: 'v25.0' },
          { name: 'standby', version: null },
        ],
      },
    ]);
  });

  test('are set with address and verify token, and a failed handshake is named', async () => {
    const input = { object: 'page', callbackUrl: 'https://a.example', fields: ['messages'], verifyToken: 'v' } as const;
    world.stub.reply({ body: { success: true } }, refusal(2200));
    await graph.subscribeApp(world.ctx, APP, input);
    const error = await failureOf(graph.subscribeApp(world.ctx, APP, input));
    expect(error).toMatchObject({ code: 2200, problem: 'verify_token_mismatch' });
    expect(world.stub.calls[0]?.path).toBe(`/v25.0/${APP_ID}/subscriptions`);
    expect(JSON.parse(world.stub.calls[0]?.body ?? '')).toMatchObject({
      object: 'page',
      callback_url: 'https://a.example',
      fields: 'messages',
      verify_token: 'v',
      include_values: true,
    });
  });

  test('and the ids of people are asked for in the name of the app', async () => {
    world.stub.reply({ body: { data: [{ id: '1', page: { id: PAGE_ID, name: 'Shop' } }], paging: {} } });
    const found = await graph.listIdsForPages(world.ctx, APP, { asid: '77', pageId: PAGE_ID });
    expect(found).toEqual([{ psid: '1', pageId: PAGE_ID }]);
    expect(world.stub.calls[0]).toMatchObject({ path: '/v25.0/77/ids_for_pages', query: { page: PAGE_ID } });
  });
});
