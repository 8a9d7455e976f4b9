import { describe, expect, test } from 'vitest';
import { ADA, APP_ID, APP_TOKEN, callGraph, type GraphResult } from './graph-client.ts';
import { type Fixture, startFixture, until } from './simulator-fixture.ts';
import { VERIFY_TOKEN } from './threadtie-peer.ts';

const TRADE_PAGE = '10672809700474611';

/** What the app subscribes to, with a callback URL of the server's or another. */
async function subscribe(fixture: Fixture, change: object = {}): Promise<GraphResult> {
  const callback_url = `${fixture.peer.url}/webhooks/messenger/${APP_ID}`;
  const body = { object: 'page', fields: 'messages', callback_url, verify_token: VERIFY_TOKEN, ...change };
  return await callGraph(fixture, 'POST', `/${APP_ID}/subscriptions`, { token: APP_TOKEN, body });
}

async function write(fixture: Fixture, person = 'ada'): Promise<string | null | undefined> {
  await fixture.sim.control.writeMessage({ person, pageId: fixture.page.id, text: 'hi' });
  return (await fixture.sim.control.deliveries()).at(-1)?.reason;
}

async function send(fixture: Fixture): Promise<GraphResult> {
  return await callGraph(fixture, 'POST', '/me/messages', {
    body: { recipient: { id: ADA }, sender_action: 'mark_seen' },
  });
}

describe('a fault that can be planted', () => {
  test('a verify token typed wrong fails the handshake with 2200, and nothing changes', async () => {
    const fixture = await startFixture();
    await fixture.sim.control.setApp({ verifyToken: 'typed wrong' });
    expect((await subscribe(fixture)).error?.code).toBe(2200);
    expect((await fixture.sim.control.state()).app.callbackUrl).toBe('/webhooks/messenger');
    await fixture.sim.control.setApp({ verifyToken: null });
    expect((await subscribe(fixture)).status).toBe(200);
  });

  test('a callback elsewhere is refused with 2200, and none is no subscription', async () => {
    const fixture = await startFixture();
    expect((await subscribe(fixture, { callback_url: 'https://chat.example.com/webhooks' })).error?.code).toBe(2200);
    await fixture.sim.control.setApp({ callbackUrl: null });
    const { json } = await callGraph(fixture, 'GET', `/${APP_ID}/subscriptions`, { token: APP_TOKEN });
    expect([json['data'], await write(fixture)]).toEqual([[], 'The app has no callback URL.']);
  });

  test('a missing permission is missing in new tokens', async () => {
    const fixture = await startFixture();
    await fixture.sim.control.setApp({ permissions: ['pages_show_list'] });
    const token = await fixture.sim.control.userToken({ lifetime: 'long' });
    await callGraph(fixture, 'GET', '/me/accounts', { token });
    expect((await send(fixture)).error?.code).toBe(230);
    expect((await callGraph(fixture, 'GET', '/me/permissions', { token })).json['data']).toContainEqual({
      permission: 'pages_messaging',
      status: 'declined',
    });
  });

  test('a missing task stands in me/accounts', async () => {
    const fixture = await startFixture();
    await fixture.sim.control.setPage(fixture.page.id, { tasks: ['MODERATE'] });
    const token = await fixture.sim.control.userToken();
    const { json } = await callGraph(fixture, 'GET', '/me/accounts?limit=1', { token });
    expect(json['data']).toMatchObject([{ tasks: ['MODERATE'] }]);
  });

  test('in development only people with a role are heard of and written to', async () => {
    const fixture = await startFixture();
    await fixture.sim.control.setApp({ mode: 'dev' });
    expect(await write(fixture)).toBe('The app is in development, and "ada" has no role on it.');
    expect(await write(fixture, 'olivia')).toBeNull();
    expect((await send(fixture)).error).toMatchObject({ code: 200, error_subcode: 2018028 });
    await fixture.sim.control.setApp({ roles: ['olivia', 'ada'] });
    expect([await write(fixture), (await send(fixture)).status]).toEqual([null, 200]);
  });

  test('an unpublished Page sends nothing but what its own people do', async () => {
    const fixture = await startFixture();
    await fixture.sim.control.setPage(fixture.page.id, { isPublished: false });
    expect(await write(fixture)).toBe('The Page is not published.');
    expect(await write(fixture, 'olivia')).toBeNull();
  });

  test('a field not subscribed, at the Page or at the app, is not sent', async () => {
    const fixture = await startFixture();
    await fixture.sim.control.setPage(fixture.page.id, { subscribedFields: ['messaging_postbacks'] });
    expect(await write(fixture)).toBe('The Page is not subscribed to "messages".');
    await fixture.sim.control.setPage(fixture.page.id, { subscribedFields: ['messages'] });
    await fixture.sim.control.setApp({ fields: { page: [] } });
    expect(await write(fixture)).toBe('The app is not subscribed to "messages".');
  });

  test('without Get Started a link has no ref to bring', async () => {
    const fixture = await startFixture();
    await fixture.sim.control.setPage(fixture.page.id, { getStarted: null });
    const phone = await fetch(`${fixture.sim.url}/chat/${fixture.page.id}`);
    expect(await phone.text()).not.toContain('Get Started');
    await fixture.sim.control.openLink({ person: 'ada', url: `https://m.me/${fixture.page.id}?ref=abc` });
    await write(fixture);
    await until(() => fixture.peer.webhooks.length === 1);
    expect(fixture.peer.webhooks[0]?.body).not.toContain('abc');
    const { json } = await callGraph(fixture, 'GET', '/me/messenger_profile?fields=get_started');
    expect(json).toEqual({ data: [] });
  });

  test('a domain not whitelisted is not among those the profile tells', async () => {
    const fixture = await startFixture();
    await fixture.sim.control.setPage(fixture.page.id, { domains: ['https://other.example'] });
    const { json } = await callGraph(fixture, 'GET', '/me/messenger_profile?fields=whitelisted_domains');
    expect(json['data']).toEqual([{ whitelisted_domains: ['https://other.example/'] }]);
  });

  test('the token of another Page shows whose it is', async () => {
    const fixture = await startFixture();
    const { pages } = await fixture.sim.control.state();
    const token = pages.find((page) => page.id === TRADE_PAGE)?.accessToken ?? '';
    const asked = await callGraph(fixture, 'GET', `/${fixture.page.id}`, { token });
    expect(asked.error).toMatchObject({ code: 100, error_subcode: 33 });
    expect((await callGraph(fixture, 'GET', '/me', { token })).json['id']).toBe(TRADE_PAGE);
  });

  test('an expired token is refused with 190/463', async () => {
    const fixture = await startFixture();
    await fixture.sim.control.setToken(fixture.page.token, { state: 'expired' });
    expect((await send(fixture)).error).toMatchObject({ code: 190, error_subcode: 463 });
  });

  test('a thread that another app owns is not ours to write to', async () => {
    const fixture = await startFixture();
    await write(fixture);
    await fixture.sim.control.setThread(fixture.page.id, 'ada', { ownerAppId: '4242' });
    expect((await send(fixture)).error).toMatchObject({ code: 10, error_subcode: 2018300 });
  });

  test('a restricted Page must not send', async () => {
    const fixture = await startFixture();
    await write(fixture);
    await fixture.sim.control.setPage(fixture.page.id, { isRestricted: true });
    expect((await send(fixture)).error).toMatchObject({ code: 10, error_subcode: 1893063 });
  });
});

describe('a callback URL', () => {
  test('of the server is kept and used, also for webhooks', async () => {
    const fixture = await startFixture();
    expect((await subscribe(fixture)).status).toBe(200);
    const listed = await callGraph(fixture, 'GET', `/${APP_ID}/subscriptions`, { token: APP_TOKEN });
    const callback_url = `${fixture.peer.url}/webhooks/messenger/${APP_ID}`;
    expect(listed.json['data']).toContainEqual(expect.objectContaining({ object: 'page', callback_url }));
    await fixture.sim.control.setPage(fixture.page.id, { subscribedFields: ['messages'] });
    expect(await write(fixture)).toBeNull();
    await until(() => fixture.peer.webhooks.length === 1);
    expect((await fixture.sim.control.state()).app.callbackUrl).toBe(`/webhooks/messenger/${APP_ID}`);
  });

  test('needs a verify token with it', async () => {
    const { error } = await subscribe(await startFixture(), { verify_token: undefined });
    expect(error).toMatchObject({ code: 100, message: expect.stringContaining('verify_token') });
  });
});
