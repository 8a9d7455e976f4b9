import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Ctx } from '../../server/base/ctx.ts';
import * as graph from '../../server/graph/index.ts';
import { APP_ID, failureOf, type GraphWorld, openGraphWorld, PAGE, PAGE_ID, refusal } from './open-graph-world.ts';

let world: GraphWorld;
beforeAll(async () => void (world = await openGraphWorld()));
beforeEach(() => world.reset());
afterAll(() => world.close());

const APP = graph.appCaller(APP_ID, 'secret');
const PSID = '9007199254740995';
const OK = { success: true };
const AT = new Date('2026-12-01T00:00:00Z');
const SECONDS = AT.getTime() / 1000;

type Call = (ctx: Ctx) => Promise<unknown>;
const thread = { pageId: PAGE_ID, psid: PSID };
const recipient = { id: PSID };

/** What is called, what goes out (method, path, query or body), what comes back, and what becomes of it. */
const CALLS: [string, Call, string, object, object, unknown][] = [
  [
    'exchangeUserToken',
    (ctx) => graph.exchangeUserToken(ctx, APP, { userToken: 'short' }),
    'GET /oauth/access_token',
    { grant_type: 'fb_exchange_token', client_id: APP_ID, client_secret: 'secret', fb_exchange_token: 'short' },
    { access_token: 'long', token_type: 'bearer', expires_in: 3600 },
    { token: 'long', expiresAt: new Date('2026-11-20T13:00:00Z') },
  ],
  [
    'getSubscribedApps',
    (ctx) => graph.getSubscribedApps(ctx, PAGE, { pageId: PAGE_ID }),
    `GET /${PAGE_ID}/subscribed_apps`,
    {},
    { data: [{ category: 'Business', name: 'Shop', id: 42, subscribed_fields: ['messages'] }, { id: '43' }] },
    [
      { id: '42', name: 'Shop', fields: ['messages'] },
      { id: '43', name: null, fields: [] },
    ],
  ],
  [
    'subscribePage',
    (ctx) => graph.subscribePage(ctx, PAGE, { pageId: PAGE_ID, fields: ['messages', 'standby'] }),
    `POST /${PAGE_ID}/subscribed_apps`,
    { subscribed_fields: 'messages,standby' },
    { success: 'true' },
    undefined,
  ],
  [
    'unsubscribePage',
    (ctx) => graph.unsubscribePage(ctx, PAGE, { pageId: PAGE_ID }),
    `DELETE /${PAGE_ID}/subscribed_apps`,
    {},
    OK,
    undefined,
  ],
  [
    'getProfile',
    (ctx) => graph.getProfile(ctx, PAGE, { fields: ['getStarted', 'iceBreakers'], platform: 'instagram' }),
    'GET /me/messenger_profile',
    { fields: 'get_started,ice_breakers', platform: 'instagram' },
    { data: [{ get_started: { payload: 'GO' }, ice_breakers: [{ question: 'Hi?', payload: 'HI' }], other: 1 }] },
    {
      getStarted: { payload: 'GO' },
      iceBreakers: [{ locale: 'default', questions: [{ question: 'Hi?', payload: 'HI' }] }],
    },
  ],
  [
    'setProfile',
    (ctx) =>
      graph.setProfile(ctx, PAGE, {
        properties: {
          whitelistedDomains: ['https://shop.example/'],
          iceBreakers: [{ locale: 'default', questions: [{ question: 'Hi?', payload: 'HI' }] }],
        },
      }),
    'POST /me/messenger_profile',
    {
      whitelisted_domains: ['https://shop.example/'],
      ice_breakers: [{ call_to_actions: [{ question: 'Hi?', payload: 'HI' }], locale: 'default' }],
    },
    { result: 'success' },
    undefined,
  ],
  [
    'deleteProfile',
    (ctx) => graph.deleteProfile(ctx, PAGE, { fields: ['persistentMenu'] }),
    'DELETE /me/messenger_profile',
    { fields: ['persistent_menu'] },
    { success: 'true' },
    undefined,
  ],
  [
    'getFeatureStatus',
    (ctx) => graph.getFeatureStatus(ctx, PAGE),
    'GET /me',
    { fields: 'messaging_feature_status' },
    { messaging_feature_status: { hop_v2: false, msgr_multi_app: true }, id: PAGE_ID },
    { hopV2: false, messengerMultiApp: true, instagramMultiApp: null },
  ],
  [
    'listSecondaryReceivers',
    (ctx) => graph.listSecondaryReceivers(ctx, PAGE),
    'GET /me/secondary_receivers',
    { fields: 'id,name' },
    { data: [{ id: '263902037430900', name: 'Page Inbox' }] },
    [{ id: '263902037430900', name: 'Page Inbox' }],
  ],
  [
    'getThreadOwner',
    (ctx) => graph.getThreadOwner(ctx, PAGE, thread),
    `GET /${PAGE_ID}/thread_owner`,
    { recipient: PSID },
    { data: [{ thread_owner: { app_id: 42, expiration: SECONDS } }] },
    { appId: '42', expiresAt: AT },
  ],
  [
    'passThread',
    (ctx) => graph.passThread(ctx, PAGE, { ...thread, targetAppId: '42', metadata: 'over to you' }),
    `POST /${PAGE_ID}/pass_thread_control`,
    { recipient, metadata: 'over to you', target_app_id: '42' },
    OK,
    undefined,
  ],
  [
    'takeThread',
    (ctx) => graph.takeThread(ctx, PAGE, thread),
    `POST /${PAGE_ID}/take_thread_control`,
    { recipient },
    OK,
    undefined,
  ],
  [
    'requestThread',
    (ctx) => graph.requestThread(ctx, PAGE, thread),
    `POST /${PAGE_ID}/request_thread_control`,
    { recipient },
    OK,
    undefined,
  ],
  [
    'releaseThread',
    (ctx) => graph.releaseThread(ctx, PAGE, thread),
    `POST /${PAGE_ID}/release_thread_control`,
    { recipient },
    OK,
    undefined,
  ],
  [
    'extendThread',
    (ctx) => graph.extendThread(ctx, PAGE, { ...thread, durationSeconds: 3600 }),
    `POST /${PAGE_ID}/extend_thread_control`,
    { recipient, duration: 3600 },
    OK,
    undefined,
  ],
  [
    'getUserProfile',
    (ctx) => graph.getUserProfile(ctx, PAGE, { psid: PSID, fields: ['firstName', 'timezone'] }),
    `GET /${PSID}`,
    { fields: 'id,first_name,timezone' },
    { id: PSID, first_name: 'Ada', timezone: 5.5 },
    {
      id: PSID,
      name: null,
      firstName: 'Ada',
      lastName: null,
      profilePic: null,
      locale: null,
      timezone: 5.5,
      gender: null,
      username: null,
    },
  ],
  [
    'resolveLinkingToken',
    (ctx) => graph.resolveLinkingToken(ctx, PAGE, { token: 'ARQ' }),
    'GET /me',
    { fields: 'recipient', account_linking_token: 'ARQ' },
    { id: PAGE_ID, recipient: PSID },
    { pageId: PAGE_ID, psid: PSID },
  ],
  [
    'unlinkAccount',
    (ctx) => graph.unlinkAccount(ctx, PAGE, { psid: PSID }),
    'POST /me/unlink_accounts',
    { psid: PSID },
    { result: 'unlink account success' },
    undefined,
  ],
  [
    'listIdsForApps',
    (ctx) => graph.listIdsForApps(ctx, PAGE, { psid: PSID, appId: '42' }),
    `GET /${PSID}/ids_for_apps`,
    { app: '42' },
    { data: [{ id: '77', app: { id: '42', name: 'Shop' } }] },
    [{ asid: '77', appId: '42' }],
  ],
];

describe('a call of the platform', () => {
  test.each(CALLS)('%s goes out and comes back as documented', async (_, call, line, sent, answer, result) => {
    world.stub.reply({ body: answer });
    expect(await call(world.ctx)).toEqual(result);
    const [found, ...more] = world.stub.calls;
    const [method, path] = line.split(' ');
    expect(more).toEqual([]);
    expect(found).toMatchObject({ method, path: `/v25.0${path}` });
    expect({ ...found?.query, ...JSON.parse(found?.body || '{}') }).toEqual(sent);
  });

  test.each(CALLS)('%s refuses an answer of another shape', async (name, call) => {
    world.stub.reply({ body: { surprise: 1 } });
    const failing = failureOf(call(world.ctx));
    // Where nothing is required, nothing can be missing.
    if (name === 'getFeatureStatus') await expect(failing).rejects.toThrow('succeeded');
    else expect(await failing).toMatchObject({ call: name, verdict: 'give_up', code: null, httpStatus: 200 });
  });

  test('carries the token in a header, never in the address, and no proof without a secret', async () => {
    world.stub.reply({ body: OK });
    await graph.subscribePage(world.ctx, PAGE, { pageId: PAGE_ID, fields: ['messages'] });
    expect(world.stub.calls[0]?.headers.authorization).toBe(`Bearer ${PAGE.token}`);
    expect(JSON.stringify(world.stub.calls[0]?.query)).not.toContain(PAGE.token);
    expect(world.stub.calls[0]?.body).not.toMatch(/proof|token/);
  });

  test('carries the proof of the secret: in the query of GET, in the body of POST', async () => {
    const caller = { token: 'EAAExamplePageToken', appId: APP_ID, appSecret: '0123456789abcdef0123456789abcdef' };
    const proof = 'f811a263ee3e5f0a7e073c3b09d1fc8c590b08a06e8c13d5fce9cab31c93cc18';
    world.stub.reply({ body: { id: PAGE_ID } }, { body: OK });
    await graph.getPage(world.ctx, caller, { pageId: PAGE_ID });
    await graph.subscribePage(world.ctx, caller, { pageId: PAGE_ID, fields: ['messages'] });
    expect(world.stub.calls[0]?.query['appsecret_proof']).toBe(proof);
    expect(JSON.parse(world.stub.calls[1]?.body ?? '')).toMatchObject({ appsecret_proof: proof });
  });

  test('cannot be led to another address by an id', async () => {
    world.stub.reply({ body: { id: '1' } });
    await graph.getPage(world.ctx, PAGE, { pageId: '../../v1.0/me?fields=x#' });
    expect(world.stub.calls[0]?.path).toBe('/v25.0/..%2F..%2Fv1.0%2Fme%3Ffields%3Dx%23');
  });

  test('of a Page goes without the fields that the token may not see, when they are refused', async () => {
    world.stub.reply(refusal(100), { body: { id: PAGE_ID, name: 'Shop' } });
    const page = await graph.getPage(world.ctx, PAGE, { pageId: PAGE_ID });
    expect(page).toEqual({ id: PAGE_ID, name: 'Shop', isPublished: null, instagramId: null, link: null });
    expect(world.stub.calls[1]?.query).toEqual({ fields: 'id,name' });
  });
});
