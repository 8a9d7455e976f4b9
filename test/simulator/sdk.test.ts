import { describe, expect, test } from 'vitest';
import { APP_ID } from './graph-client.ts';
import { type Fixture, startFixture, until } from './simulator-fixture.ts';

const ORIGIN = 'https://shop.example.com';

async function withPlugins(): Promise<Fixture> {
  const fixture = await startFixture();
  await fixture.sim.control.setPage(fixture.page.id, { domains: [ORIGIN] });
  return fixture;
}

function address({ page }: Fixture, more: Record<string, string> = {}): string {
  const query = {
    plugin: 'fb-send-to-messenger',
    origin: ORIGIN,
    app_id: APP_ID,
    page_id: page.id,
    ref: 'spring_1',
    ...more,
  };
  return `/sdk/frame?${new URLSearchParams(query).toString()}`;
}

const asBox = (userRef: string, more = {}): Record<string, string> => ({
  plugin: 'fb-messenger-checkbox',
  user_ref: userRef,
  ...more,
});

async function look({ sim }: Fixture, path: string): Promise<{ isEmpty: boolean; policy: string }> {
  const answer = await fetch(sim.url + path);
  const isEmpty = (await answer.text()).includes('<title>Empty</title>');
  return { isEmpty, policy: answer.headers.get('content-security-policy') ?? '' };
}

async function turn({ sim }: Fixture, change: object): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${sim.url}/control/sdk`, { method: 'POST', headers, body: JSON.stringify(change) });
  expect(answer.status).toBe(200);
}

async function tap({ sim }: Fixture, path: string, act: string): Promise<string[]> {
  const headers = { 'content-type': 'application/json', origin: sim.url };
  const body = JSON.stringify({ address: path, act });
  const answer = await fetch(`${sim.url}/sdk/tap`, { method: 'POST', headers, body });
  const { events } = (await answer.json()) as { events: { event: string; state?: string }[] };
  return events.map(({ event, state }) => state ?? event);
}

function confirm({ sim, page }: Fixture, userRef: string, appId = APP_ID): Promise<Response> {
  const body = JSON.stringify({ app_id: appId, page_id: page.id, user_ref: userRef, ref: 'spring_1' });
  return fetch(`${sim.url}/sdk/confirm`, { method: 'POST', body });
}

describe('the pretended script', () => {
  test('is there in every language, until it is blocked', async () => {
    const fixture = await withPlugins();
    const { url } = fixture.sim;
    expect((await fetch(`${url}/sdk/de_DE/sdk.js`)).status).toBe(200);
    await turn(fixture, { isBlocked: true });
    expect((await fetch(`${url}/sdk/en_US/sdk.js`)).status).toBe(403);
  });
});

describe('a frame', () => {
  test('may be held by the domains of the Page alone', async () => {
    const fixture = await withPlugins();
    const { isEmpty, policy } = await look(fixture, address(fixture));
    expect(isEmpty).toBe(false);
    expect(policy).toMatch(/frame-ancestors https:\/\/shop\.example\.com$/);
    await fixture.sim.control.setPage(fixture.page.id, { domains: [] });
    expect((await look(fixture, address(fixture))).policy).toMatch(/frame-ancestors 'none'$/);
  });

  test.each([
    ['an app nobody knows', { app_id: '1' }],
    ['a Page nobody knows', { page_id: '1' }],
    ['a ref with a dot', { ref: 'a.b' }],
    ['a ref of 251 characters', { ref: 'a'.repeat(251) }],
    ['a checkbox without a user_ref', { plugin: 'fb-messenger-checkbox' }],
  ])('stays empty for %s', async (_, more) => {
    const fixture = await withPlugins();
    expect((await look(fixture, address(fixture, more))).isEmpty).toBe(true);
  });

  test('stays empty for people without a role while the app is in development', async () => {
    const fixture = await withPlugins();
    await fixture.sim.control.setApp({ mode: 'dev' });
    expect((await look(fixture, address(fixture))).isEmpty).toBe(true);
    await fixture.sim.control.setApp({ roles: ['ada'] });
    expect((await look(fixture, address(fixture))).isEmpty).toBe(false);
  });

  test('of a checkbox is shown once for each user_ref', async () => {
    const fixture = await withPlugins();
    expect((await look(fixture, address(fixture, asBox('u-1')))).isEmpty).toBe(false);
    expect((await look(fixture, address(fixture, asBox('u-1')))).isEmpty).toBe(true);
    expect((await look(fixture, address(fixture, asBox('u-2')))).isEmpty).toBe(false);
  });

  test('of a checkbox stays empty without a session where login is not allowed', async () => {
    const fixture = await withPlugins();
    await turn(fixture, { session: 'blocked' });
    expect((await look(fixture, address(fixture, asBox('u-1', { allow_login: 'false' })))).isEmpty).toBe(true);
    expect((await look(fixture, address(fixture, asBox('u-1')))).isEmpty).toBe(false);
  });
});

describe('Send to Messenger', () => {
  test('tells the page and the webhook, opens the thread, and does so again the next time', async () => {
    const fixture = await withPlugins();
    expect(await tap(fixture, address(fixture), 'click')).toEqual(['clicked', 'opt_in', 'rendered']);
    await tap(fixture, address(fixture, { ref: 'spring_2' }), 'click');
    await until(() => fixture.peer.webhooks.length === 2);
    expect(fixture.peer.event(0)).toMatchObject({ sender: { id: '9007199254740993' }, optin: { ref: 'spring_1' } });
    expect(fixture.peer.event(1)).toMatchObject({ optin: { ref: 'spring_2' } });
    expect((await fixture.sim.control.state()).threads).toMatchObject([{ exists: true }]);
  });

  test('is no opt-in when the pop-up is closed, which one click with a text of the list does not open', async () => {
    const fixture = await withPlugins();
    await turn(fixture, { popUp: 'closed' });
    expect(await tap(fixture, address(fixture), 'click')).toEqual(['clicked']);
    expect(await tap(fixture, address(fixture, { cta_text: 'GET_STARTED' }), 'click')).toContain('opt_in');
    await until(() => fixture.peer.webhooks.length === 1);
  });

  test('tells the webhook alone, or the page alone', async () => {
    const fixture = await withPlugins();
    await turn(fixture, { tells: 'page-only' });
    expect(await tap(fixture, address(fixture), 'click')).toContain('opt_in');
    await turn(fixture, { tells: 'webhook-only' });
    expect(await tap(fixture, address(fixture, { ref: 'alone' }), 'click')).toEqual(['clicked']);
    await until(() => fixture.peer.webhooks.length === 1);
    expect(fixture.peer.event(0)).toMatchObject({ optin: { ref: 'alone' } });
  });
});

describe('the checkbox', () => {
  test('is an opt-in once, when it was ticked and its form was sent', async () => {
    const fixture = await withPlugins();
    const box = address(fixture, asBox('u-1'));
    await look(fixture, box);
    await confirm(fixture, 'u-1');
    expect(await tap(fixture, box, 'tick')).toEqual(['checked']);
    await confirm(fixture, 'u-1', '2');
    await confirm(fixture, 'u-1');
    await confirm(fixture, 'u-1');
    await until(() => fixture.peer.webhooks.length > 0);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(fixture.peer.webhooks).toHaveLength(1);
    expect(fixture.peer.event(0)['optin']).toEqual({ ref: 'spring_1', user_ref: 'u-1' });
    expect(fixture.peer.event(0)).not.toHaveProperty('sender');
  });

  test('is none when the tick was taken back', async () => {
    const fixture = await withPlugins();
    const box = address(fixture, asBox('u-1'));
    await look(fixture, box);
    expect([await tap(fixture, box, 'tick'), await tap(fixture, box, 'tick')]).toEqual([['checked'], ['unchecked']]);
    await confirm(fixture, 'u-1');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(fixture.peer.webhooks).toHaveLength(0);
  });
});
