import { describe, expect, test } from 'vitest';
import { ADA, callGraph } from './graph-client.ts';
import { type Fixture, startFixture, until } from './simulator-fixture.ts';

const LOGIN = 'https://shop.example/link/messenger?site=1';

/** Ada's thread with a Log In and a Log Out button in it, both of the app. */
async function withButtons(): Promise<Fixture & { who: { person: string; pageId: string } }> {
  const fixture = await startFixture();
  const who = { person: 'ada', pageId: fixture.page.id };
  await fixture.sim.control.getStarted(who);
  const buttons = [{ type: 'account_link', url: LOGIN }, { type: 'account_unlink' }];
  const payload = { template_type: 'button', text: 'Log in to the shop', buttons };
  const body = { recipient: { id: ADA }, message: { attachment: { type: 'template', payload }, metadata: 'm-1' } };
  expect((await callGraph(fixture, 'POST', '/me/messages', { body })).status).toBe(200);
  await until(() => fixture.peer.webhooks.length >= 3);
  fixture.peer.webhooks.length = 0;
  return { ...fixture, who };
}

/** The way back of an opened login, with a code or without. */
function wayBack(url: string, code: string | null): string {
  const back = new URL(new URL(url).searchParams.get('redirect_uri') ?? '');
  if (code !== null) back.searchParams.set('authorization_code', code);
  return back.href;
}

function resolveToken(
  fixture: Fixture,
  token: string,
): Promise<{ error: { code?: number } | undefined; json: object }> {
  return callGraph(fixture, 'GET', `/me?fields=recipient&account_linking_token=${encodeURIComponent(token)}`);
}

describe('account linking', () => {
  test('opens the button’s address with a token of the person and the platform’s way back', async () => {
    const world = await withButtons();
    const { token, url } = await world.sim.control.logIn(world.who);
    const opened = new URL(url);
    expect(opened.origin + opened.pathname).toBe('https://shop.example/link/messenger');
    expect(Object.fromEntries(opened.searchParams)).toEqual({
      site: '1',
      account_linking_token: token,
      redirect_uri: `${world.sim.url}/messenger_platform/account_linking/?account_linking_token=${token}`,
    });
    expect((await resolveToken(world, token)).json).toEqual({ id: world.page.id, recipient: ADA });
    const redirectUri = 'https://www.facebook.com/messenger_platform/account_linking/';
    await world.sim.control.setLinkingRules({ redirectUri });
    const elsewhere = await world.sim.control.logIn(world.who);
    expect(wayBack(elsewhere.url, null)).toBe(`${redirectUri}?account_linking_token=${elsewhere.token}`);
    expect((await world.sim.control.setLinkingRules({ checksPerson: false })).redirectUri).toBe(redirectUri);
  });

  test('is finished by a code: the app is told, and once it has acknowledged the account is linked', async () => {
    const world = await withButtons();
    const { token, url } = await world.sim.control.logIn(world.who);
    const back = wayBack(url, 'code-of-the-shop');
    expect(await world.sim.control.returnFromLogin({ person: 'ada', url: back })).toMatchObject({ outcome: 'linked' });
    expect(world.peer.event(0)).toMatchObject({
      sender: { id: ADA },
      account_linking: { status: 'linked', authorization_code: 'code-of-the-shop' },
    });
    expect((await world.sim.control.state()).linkedAccounts).toMatchObject([
      { personId: 'ada', pageId: world.page.id },
    ]);
    // The second return, as by reloading, changes nothing and tells nobody; the token names nobody any more.
    const again = await world.sim.control.returnFromLogin({ person: 'ada', url: back });
    expect(again).toMatchObject({ outcome: 'failed', reason: expect.stringContaining('before') });
    expect((await resolveToken(world, token)).error?.code).toBe(10303);
    expect(world.peer.webhooks).toHaveLength(1);
  });

  test('fails, and keeps nothing, when the webhook is not acknowledged', async () => {
    const world = await withButtons();
    world.peer.failing.add('/webhooks/messenger');
    const { url } = await world.sim.control.logIn(world.who);
    const ended = await world.sim.control.returnFromLogin({ person: 'ada', url: wayBack(url, 'c') });
    expect(ended).toMatchObject({ outcome: 'failed', reason: expect.stringContaining('acknowledge') });
    const { linkedAccounts, threads } = await world.sim.control.state();
    expect(linkedAccounts).toEqual([]);
    expect(threads[0]?.messages.at(-1)).toMatchObject({ from: 'note', text: 'Account linking failed' });
  });

  test('is linked when one of the retries that follow at once is acknowledged', async () => {
    const world = await withButtons();
    world.peer.statuses.push(503, 500);
    const { url } = await world.sim.control.logIn(world.who);
    const ended = await world.sim.control.returnFromLogin({ person: 'ada', url: wayBack(url, 'c') });
    expect(ended.outcome).toBe('linked');
  });

  test('fails when the app is not subscribed to it, as everybody finds out once', async () => {
    const world = await withButtons();
    await world.sim.control.setPage(world.page.id, { subscribedFields: ['messages', 'messaging_postbacks'] });
    const { url } = await world.sim.control.logIn(world.who);
    const ended = await world.sim.control.returnFromLogin({ person: 'ada', url: wayBack(url, 'c') });
    expect(ended.outcome).toBe('failed');
    expect(world.peer.webhooks).toHaveLength(0);
  });

  test('is given up without a code, which spends the token and tells nobody', async () => {
    const world = await withButtons();
    const { url } = await world.sim.control.logIn(world.who);
    const cancelled = await world.sim.control.returnFromLogin({ person: 'ada', url: wayBack(url, null) });
    expect(cancelled.outcome).toBe('cancelled');
    const late = await world.sim.control.returnFromLogin({ person: 'ada', url: wayBack(url, 'c') });
    expect(late.outcome).toBe('failed');
    expect(world.peer.webhooks).toHaveLength(0);
  });

  test('ends with the five minutes of its token, by the platform’s clock', async () => {
    const world = await withButtons();
    await world.sim.control.steerClock({ freeze: true });
    const { token, url } = await world.sim.control.logIn(world.who);
    await world.sim.control.steerClock({ advanceMs: 299_999 });
    expect((await resolveToken(world, token)).error).toBeUndefined();
    await world.sim.control.steerClock({ advanceMs: 1 });
    expect((await resolveToken(world, token)).error?.code).toBe(10303);
    const late = await world.sim.control.returnFromLogin({ person: 'ada', url: wayBack(url, 'c') });
    expect(late).toMatchObject({ outcome: 'failed', reason: expect.stringContaining('five minutes') });
  });

  test('is refused to whoever did not begin it, and leaves the token to the one who did, unless told otherwise', async () => {
    const world = await withButtons();
    const { url } = await world.sim.control.logIn(world.who);
    const back = wayBack(url, 'c');
    expect((await world.sim.control.returnFromLogin({ person: 'grace', url: back })).outcome).toBe('failed');
    expect((await world.sim.control.returnFromLogin({ person: 'ada', url: back })).outcome).toBe('linked');
    await world.sim.control.setLinkingRules({ checksPerson: false });
    const forwarded = await world.sim.control.logIn(world.who);
    const strange = await world.sim.control.returnFromLogin({ person: 'grace', url: wayBack(forwarded.url, 'd') });
    expect(strange.outcome).toBe('linked');
    expect(world.peer.event(1)).toMatchObject({ sender: { id: ADA }, account_linking: { authorization_code: 'd' } });
  });

  test('ends by Log Out or by the app, once, and the app hears of it', async () => {
    const world = await withButtons();
    const link = async (): Promise<void> => {
      const { url } = await world.sim.control.logIn(world.who);
      await world.sim.control.returnFromLogin({ person: 'ada', url: wayBack(url, 'c') });
    };
    await link();
    await world.sim.control.logOut(world.who);
    await world.sim.control.logOut(world.who);
    await until(() => world.peer.webhooks.length >= 2);
    expect(world.peer.event(1)).toMatchObject({ sender: { id: ADA }, account_linking: { status: 'unlinked' } });
    await link();
    const unlink = { body: { psid: ADA } };
    expect((await callGraph(world, 'POST', '/me/unlink_accounts', unlink)).json).toEqual({
      result: 'unlink account success',
    });
    await callGraph(world, 'POST', '/me/unlink_accounts', unlink);
    await until(() => world.peer.webhooks.length >= 4);
    const statuses = world.peer.webhooks.map((_, n) => Object(world.peer.event(n)['account_linking']).status);
    expect(statuses).toEqual(['linked', 'unlinked', 'linked', 'unlinked']);
    expect((await world.sim.control.state()).linkedAccounts).toEqual([]);
  });

  test('works on phones only, and not while the Page is blocked', async () => {
    const world = await withButtons();
    await world.sim.control.setPerson('ada', { device: 'desktop', locale: 'he_IL' });
    await expect(world.sim.control.logIn(world.who)).rejects.toThrow('on a phone only');
    const profile = await callGraph(world, 'GET', `/${ADA}?fields=locale`);
    expect(profile.json).toMatchObject({ locale: 'he_IL' });
    await world.sim.control.setPerson('ada', { device: 'phone' });
    await world.sim.control.act('block', { ...world.who });
    await expect(world.sim.control.logIn(world.who)).rejects.toThrow('blocked');
  });

  test('is told to the app of the button alone', async () => {
    const world = await withButtons();
    const other = await world.sim.control.addApp();
    await world.sim.control.setApp({ appId: other.id, fields: { page: ['messaging_account_linking'] } });
    await world.sim.control.setPage(world.page.id, {
      appId: other.id,
      subscribedFields: ['messaging_account_linking'],
    });
    const { url } = await world.sim.control.logIn(world.who);
    await world.sim.control.returnFromLogin({ person: 'ada', url: wayBack(url, 'c') });
    const told = (await world.sim.control.deliveries()).filter((one) => one.body.includes('account_linking'));
    expect(told.map((one) => one.appId)).toEqual(['1517776481860111']);
  });
});
