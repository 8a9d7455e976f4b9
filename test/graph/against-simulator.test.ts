import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Ctx } from '../../server/base/ctx.ts';
import * as graph from '../../server/graph/index.ts';
import { APP_SECRET, type Fixture, startFixture } from '../simulator/simulator-fixture.ts';
import { VERIFY_TOKEN } from '../simulator/threadtie-peer.ts';
import { failureOf, type GraphWorld, openGraphWorld } from './open-graph-world.ts';

const APP_ID = '1517776481860111';
const APP = graph.appCaller(APP_ID, APP_SECRET);

let world: GraphWorld;
beforeAll(async () => void (world = await openGraphWorld()));
afterAll(() => world.close());

interface Opened extends Fixture {
  readonly ctx: Ctx;
  readonly caller: graph.GraphCaller;
  readonly pageId: string;
}

async function open(): Promise<Opened> {
  const fixture = await startFixture();
  world.reset();
  const { id: pageId, token } = fixture.page;
  const settings = { ...world.ctx.settings, graphUrl: `${fixture.sim.url}/graph` };
  const caller = { token, appId: APP_ID, appSecret: APP_SECRET, pageId };
  return { ...fixture, ctx: { ...world.ctx, settings }, caller, pageId };
}

test('a token of a person leads to Pages, their tokens, and what these may do', async () => {
  const { sim, ctx, pageId } = await open();
  const short = await sim.control.userToken({ lifetime: 'short' });
  const { token } = await graph.exchangeUserToken(ctx, APP, { userToken: short });
  const accounts = await graph.listAccounts(ctx, { token, appId: APP_ID, appSecret: APP_SECRET });
  const account = accounts.find(({ id }) => id === pageId);
  expect(account).toMatchObject({ id: pageId, tasks: expect.arrayContaining(['MESSAGING', 'MODERATE']) });
  const report = await graph.debugToken(ctx, APP, { token: account?.accessToken ?? '' });
  expect(report).toMatchObject({ isValid: true, appId: APP_ID, type: 'PAGE', profileId: pageId, problem: null });
  expect(report.scopes).toContain('pages_messaging');
});

test('subscriptions of Page and app are read, ended and set again', async () => {
  const { ctx, caller, pageId } = await open();
  await graph.unsubscribePage(ctx, caller, { pageId });
  expect(await graph.getSubscribedApps(ctx, caller, { pageId })).toEqual([]);
  await graph.subscribePage(ctx, caller, { pageId, fields: ['messages', 'standby'] });
  expect(await graph.getSubscribedApps(ctx, caller, { pageId })).toMatchObject([
    { id: APP_ID, fields: ['messages', 'standby'] },
  ]);
  const [page] = await graph.getAppSubscriptions(ctx, APP);
  expect(page).toMatchObject({ object: 'page', isActive: true });
  const input = { object: 'page', callbackUrl: page?.callbackUrl ?? '', fields: ['messages'] } as const;
  await graph.subscribeApp(ctx, APP, { ...input, verifyToken: VERIFY_TOKEN });
  const wrong = await failureOf(graph.subscribeApp(ctx, APP, { ...input, verifyToken: 'another one' }));
  expect(wrong.problem).toBe('verify_token_mismatch');
});

test('the profile is set, read and removed, and its limit is kept to', async () => {
  const { ctx, caller } = await open();
  const properties = {
    greeting: [{ locale: 'default', text: 'Welcome' }],
    iceBreakers: [{ locale: 'default', questions: [{ question: 'Where is my order?', payload: 'ORDER' }] }],
    whitelistedDomains: ['https://shop.example'],
  };
  await graph.setProfile(ctx, caller, { properties });
  const fields = ['greeting', 'iceBreakers', 'whitelistedDomains'] as const;
  const whitelistedDomains = ['https://shop.example/'];
  expect(await graph.getProfile(ctx, caller, { fields })).toEqual({ ...properties, whitelistedDomains });
  await graph.deleteProfile(ctx, caller, { fields });
  expect(await graph.getProfile(ctx, caller, { fields })).toEqual({});
  for (let calls = 4; calls < 10; calls++) await graph.getProfile(ctx, caller, { fields });
  expect(await failureOf(graph.getProfile(ctx, caller, { fields }))).toMatchObject({ verdict: 'later', code: null });
});

test('the Page, a person and the control of a thread are told, and a message is sent', async () => {
  const { sim, ctx, caller, pageId } = await open();
  const [ada] = (await sim.control.state()).people;
  const psid = ada?.psids[pageId] ?? '';
  await sim.control.getStarted({ person: ada?.id ?? '', pageId });
  expect(await graph.getPage(ctx, caller, { pageId })).toMatchObject({ id: pageId, isPublished: true });
  expect(await graph.getUserProfile(ctx, caller, { psid, fields: ['firstName'] })).toMatchObject({ firstName: 'Ada' });
  expect(await graph.getFeatureStatus(ctx, caller)).toMatchObject({ hopV2: expect.any(Boolean) });
  expect(await graph.listSecondaryReceivers(ctx, caller)).toEqual(expect.any(Array));
  const sent = await graph.sendMessage(ctx, caller, {
    recipient: { psid },
    message: { text: 'Hello' },
    messagingType: 'RESPONSE',
  });
  expect(sent).toEqual({ recipientId: psid, messageId: expect.any(String), attachmentId: null });
  await sim.control.setThread(pageId, ada?.id ?? '', { ownerAppId: '42' });
  expect(await graph.getThreadOwner(ctx, caller, { pageId, psid })).toMatchObject({ appId: '42' });
  const message = { recipient: { psid }, message: { text: 'Hello' } };
  const refused = await failureOf(graph.sendMessage(ctx, caller, message));
  expect(refused.problem).toBe('thread_owned_by_other_app');
});

test('a token that died is told by the reason', async () => {
  const { sim, ctx, caller, pageId } = await open();
  await sim.control.setToken(pageId, { state: 'expired' });
  const error = await failureOf(graph.getPage(ctx, caller, { pageId }));
  expect(error).toMatchObject({ verdict: 'page_broken', problem: 'token_expired' });
  expect(await graph.debugToken(ctx, APP, { token: caller.token })).toMatchObject({
    isValid: false,
    problem: 'token_expired',
  });
  const stranger = graph.appCaller(APP_ID, 'another secret');
  expect((await failureOf(graph.getAppSubscriptions(ctx, stranger))).problem).toBe('app_credentials_wrong');
});
