import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ADA, APP_ID, APP_TOKEN, callGraph } from './graph-client.ts';
import { APP_SECRET, type Fixture, startFixture } from './simulator-fixture.ts';

const HOUR = 3_600_000;
const TRADE_PAGE = '10672809700474611';

type Account = { id: string; name: string; access_token: string; tasks: string[] };

async function accounts(fixture: Fixture, token: string, query = ''): Promise<Account[]> {
  return (await callGraph(fixture, 'GET', `/me/accounts${query}`, { token })).json['data'] as Account[];
}

async function exchange(fixture: Fixture, token: string, secret = APP_SECRET): ReturnType<typeof callGraph> {
  const query = new URLSearchParams({
    grant_type: 'fb_exchange_token',
    client_id: APP_ID,
    client_secret: secret,
    fb_exchange_token: token,
  });
  return await callGraph(fixture, 'GET', `/oauth/access_token?${query}`);
}

async function debug(fixture: Fixture, input: string): Promise<Record<string, unknown>> {
  const { json } = await callGraph(fixture, 'GET', `/debug_token?input_token=${input}`, { token: APP_TOKEN });
  return json['data'] as Record<string, unknown>;
}

describe('a user token', () => {
  test('is exchanged for one of sixty days', async () => {
    const fixture = await startFixture();
    const { json } = await exchange(fixture, await fixture.sim.control.userToken());
    expect(json).toMatchObject({ token_type: 'bearer', expires_in: 60 * 24 * 3600 });
    await fixture.sim.control.steerClock({ advanceMs: 59 * 24 * HOUR });
    expect((await callGraph(fixture, 'GET', '/me', { token: String(json['access_token']) })).json['name']).toBe(
      'Olivia Pine',
    );
  });

  test('is not exchanged with a wrong secret, nor a Page’s token, nor a dead one', async () => {
    const fixture = await startFixture();
    const token = await fixture.sim.control.userToken();
    expect((await exchange(fixture, token, 'wrong')).error?.code).toBe(1);
    expect((await exchange(fixture, fixture.page.token)).error?.code).toBe(190);
    await fixture.sim.control.steerClock({ advanceMs: 3 * HOUR });
    expect((await exchange(fixture, token)).error).toMatchObject({ code: 190, error_subcode: 463 });
  });

  test('leads to the Pages of its person, each with a token and tasks', async () => {
    const fixture = await startFixture();
    const found = await accounts(fixture, await fixture.sim.control.userToken({ lifetime: 'long' }));
    expect(found.map((one) => one.name)).toEqual(['Pine & Kettle', 'Pine & Kettle Trade']);
    expect(found[0]).toMatchObject({
      access_token: fixture.page.token,
      tasks: expect.arrayContaining(['MESSAGING', 'MODERATE']),
    });
    expect(await accounts(fixture, await fixture.sim.control.userToken({ person: 'ada' }))).toEqual([]);
  });

  test('shows its Pages in stretches, with cursors', async () => {
    const fixture = await startFixture();
    await fixture.sim.control.addPages(5);
    const token = await fixture.sim.control.userToken();
    const ids: string[] = [];
    for (let after = ''; ;) {
      const { json } = await callGraph(fixture, 'GET', `/me/accounts?limit=3&fields=id${after}`, { token });
      ids.push(...(json['data'] as Account[]).map((one) => one.id));
      const paging = json['paging'] as { cursors: { after: string }; next?: string };
      if (!paging.next) break;
      after = `&after=${paging.cursors.after}`;
    }
    expect([ids.length, new Set(ids).size]).toEqual([7, 7]);
  });

  test('of two hours leads to tokens of Pages that end with it', async () => {
    const fixture = await startFixture();
    const [first] = await accounts(fixture, await fixture.sim.control.userToken());
    const token = first?.access_token ?? '';
    expect(token).not.toBe(fixture.page.token);
    expect((await callGraph(fixture, 'GET', '/me', { token })).json['id']).toBe(fixture.page.id);
    await fixture.sim.control.steerClock({ advanceMs: 3 * HOUR });
    expect((await callGraph(fixture, 'GET', '/me', { token })).error).toMatchObject({ error_subcode: 463 });
  });

  test('of a person who connects again brings a new token for a Page whose token was revoked', async () => {
    const fixture = await startFixture();
    await fixture.sim.control.setToken(fixture.page.id, { state: 'revoked' });
    const [again] = await accounts(fixture, await fixture.sim.control.userToken({ lifetime: 'long' }));
    expect(again?.access_token).not.toBe(fixture.page.token);
    expect((await callGraph(fixture, 'GET', '/me', { token: again?.access_token ?? '' })).status).toBe(200);
  });
});

describe('a Page’s token', () => {
  test.each([
    ['expired', 463],
    ['revoked', 458],
    ['password_changed', 460],
    ['logged_out', 467],
  ] as const)('that is %s is refused with 190/%i, and debug_token says so', async (state, subcode) => {
    const fixture = await startFixture();
    await fixture.sim.control.setToken(fixture.page.id, { state });
    const refused = await callGraph(fixture, 'GET', '/me');
    expect([refused.status, refused.error]).toMatchObject([400, { code: 190, error_subcode: subcode }]);
    expect(await debug(fixture, fixture.page.token)).toMatchObject({ is_valid: false, error: { code: 190, subcode } });
    await fixture.sim.control.setToken(fixture.page.id, { state: 'valid' });
    expect((await callGraph(fixture, 'GET', '/me')).status).toBe(200);
  });

  test('of somebody who lost every task on the Page is refused with 190/492', async () => {
    const fixture = await startFixture();
    await fixture.sim.control.setPage(fixture.page.id, { tasks: [] });
    expect((await callGraph(fixture, 'GET', '/me')).error).toMatchObject({ code: 190, error_subcode: 492 });
  });

  test('does nothing for another Page', async () => {
    const fixture = await startFixture();
    const other = await callGraph(fixture, 'GET', `/${TRADE_PAGE}/subscribed_apps`);
    expect(other.error).toMatchObject({ code: 100, error_subcode: 33 });
  });

  test.each([
    ['pages_messaging', 'POST', '/me/messages', 230],
    ['pages_messaging', 'GET', '/me/messenger_profile?fields=greeting', 230],
    ['pages_manage_metadata', 'GET', '/me/subscribed_apps', 200],
  ] as const)('without %s is refused at %s %s with %i', async (scope, method, path, code) => {
    const fixture = await startFixture();
    const kept = ['pages_messaging', 'pages_manage_metadata'].filter((one) => one !== scope) as 'pages_messaging'[];
    await fixture.sim.control.setToken(fixture.page.id, { scopes: kept });
    expect((await callGraph(fixture, method, path)).error?.code).toBe(code);
    expect(await debug(fixture, fixture.page.token)).toMatchObject({ scopes: kept });
  });

  test.each([
    ['MESSAGING', '/me/messages'],
    ['MODERATE', '/me/subscribed_apps'],
  ] as const)('of somebody without the task %s is refused at POST %s', async (task, path) => {
    const fixture = await startFixture();
    await fixture.sim.control.setPage(fixture.page.id, { tasks: ['ANALYZE'] });
    const { error } = await callGraph(fixture, 'POST', path, { body: { subscribed_fields: 'messages' } });
    expect(error).toMatchObject({ code: 200, message: expect.stringContaining(task) });
  });

  test('comes with a proof once the app requires one', async () => {
    const fixture = await startFixture();
    await fixture.sim.control.setApp({ requiresProof: true });
    expect((await callGraph(fixture, 'GET', '/me')).error).toMatchObject({
      code: 100,
      message: 'API calls from the server require an appsecret_proof argument',
    });
    const proof = createHmac('sha256', APP_SECRET).update(fixture.page.token).digest('hex');
    expect((await callGraph(fixture, 'GET', `/me?appsecret_proof=${proof}`)).status).toBe(200);
  });
});

describe('debug_token', () => {
  test('tells what stands behind a Page’s token', async () => {
    const fixture = await startFixture();
    expect(await debug(fixture, fixture.page.token)).toMatchObject({
      app_id: APP_ID,
      type: 'PAGE',
      is_valid: true,
      expires_at: 0,
      profile_id: fixture.page.id,
      user_id: '122093845571046',
      scopes: expect.arrayContaining(['pages_messaging']),
      granular_scopes: expect.arrayContaining([{ scope: 'pages_messaging', target_ids: [fixture.page.id] }]),
    });
  });

  test('tells of a user token when it ends, and of a foreign one that it is none', async () => {
    const fixture = await startFixture();
    const user = await debug(fixture, await fixture.sim.control.userToken());
    expect(user).toMatchObject({ type: 'USER', is_valid: true, expires_at: expect.any(Number) });
    expect(await debug(fixture, 'EAAforeign')).toMatchObject({ is_valid: false, error: { code: 190 } });
  });

  test('answers the app and whoever runs it, and no Page', async () => {
    const fixture = await startFixture();
    const path = `/debug_token?input_token=${fixture.page.token}`;
    expect((await callGraph(fixture, 'GET', path)).error?.code).toBe(100);
    expect((await callGraph(fixture, 'GET', path, { token: 'wrong' })).error?.code).toBe(190);
    const token = await fixture.sim.control.userToken();
    expect((await callGraph(fixture, 'GET', path, { token })).status).toBe(200);
    expect((await callGraph(fixture, 'GET', '/debug_token', { token })).error?.code).toBe(100);
  });
});

describe('the log of Graph calls', () => {
  test('keeps method, path, status and code, and nothing of what was in them', async () => {
    const fixture = await startFixture();
    await callGraph(fixture, 'GET', `/me?access_token=${fixture.page.token}`);
    await callGraph(fixture, 'POST', '/me/messages', { body: { recipient: { id: ADA } } });
    const calls = await fixture.sim.control.graphCalls();
    expect(calls).toMatchObject([
      { method: 'GET', path: '/me', status: 200, code: null },
      { method: 'POST', path: '/me/messages', status: 400, code: 100 },
    ]);
    expect(JSON.stringify(calls)).not.toContain(fixture.page.token);
    await fixture.sim.control.reset();
    expect(await fixture.sim.control.graphCalls()).toEqual([]);
  });
});
