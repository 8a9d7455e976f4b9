import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signUserToken } from '../../support/server.ts';
import { newTab, type ShownPage, type Tab } from './link-tab.ts';
import { type LoginWorld, type Person, startLoginWorld, until } from './login-world.ts';

describe.each(['sqlite', 'postgres'] as const)('attacks on logging in, %s', (dialect) => {
  let world: LoginWorld;
  beforeAll(async () => {
    world = await startLoginWorld(dialect);
  });
  afterAll(async () => await world.stop());

  /** Somebody on the page of the decision. */
  const decide = async (): Promise<{ person: Person; tab: Tab; decision: ShownPage }> => {
    const person = await world.newPerson();
    const { tab, page } = await world.open(person);
    return { person, tab, decision: await world.logIn(tab, page) };
  };
  const bring = async (person: Person, code: string, more: object = {}): Promise<void> => {
    await world.server.deliver(eventOf(person, code, more));
  };
  const eventOf = (person: Person, code: string, more: object = {}): object => ({
    sender: { id: person.psid },
    recipient: { id: world.pageId },
    timestamp: Date.now(),
    account_linking: { status: 'linked', authorization_code: code },
    ...more,
  });
  const codeOf = (back: string): string => new URL(back).searchParams.get('authorization_code') ?? '';
  const refusals = async (person: Person): Promise<string[]> => {
    const path = `/v1/notifications?type=account_link.refused&siteId=${world.siteId}`;
    const { data } = (await world.server.api('GET', path)).body;
    const own = data.filter((one: { data: { psid: string } }) => one.data.psid === person.psid);
    return own.map((one: { data: { reason: string } }) => one.data.reason);
  };

  const said = async (person: Person): Promise<string> => {
    const { threads } = await world.sim.control.state();
    return JSON.stringify(threads.find(({ personId }) => personId === person.id)?.messages.map(({ text }) => text));
  };

  test('a way back that is not Messenger’s is never gone to, nor is anything shown', async () => {
    const person = await world.newPerson('Ada Stranger');
    const url = new URL(await world.tapLogIn(person));
    url.searchParams.set('redirect_uri', 'https://www.facebook.com@evil.example/messenger_platform/account_linking/');
    const page = await newTab(world.url).open(url.href);
    expect([page.status, page.location, page.goesTo]).toEqual([400, null, null]);
    expect(page.html).not.toMatch(/evil|Ada Stranger|<form/);
  });

  test.each([
    ['two ways back', 'redirect_uri', 'https://messenger.com/messenger_platform/account_linking/'],
    ['two tokens', 'account_linking_token', 'another'],
    ['two Pages', 'page', '1'],
  ])('an address with %s leads nowhere', async (_title, name, value) => {
    const url = new URL(await world.tapLogIn(await world.newPerson()));
    url.searchParams.append(name, value);
    expect((await newTab(world.url).open(url.href)).status).toBe(400);
  });

  test('a way back that ends somebody else’s log-in leads nowhere', async () => {
    const [victim, mallory] = [await world.newPerson(), await world.newPerson()];
    const url = new URL(await world.tapLogIn(mallory));
    const other = new URL(await world.tapLogIn(victim)).searchParams.get('redirect_uri') ?? '';
    url.searchParams.set('redirect_uri', other);
    expect((await newTab(world.url).open(url.href)).status).toBe(400);
  });

  test('the same twice is no attack', async () => {
    const url = new URL(await world.tapLogIn(await world.newPerson()));
    const doubled = `${url.href}&${url.searchParams.toString()}`;
    expect((await newTab(world.url).open(doubled)).status).toBe(200);
  });

  test('a token of another Page, a guessed one and an old one name nobody', async () => {
    const url = new URL(await world.tapLogIn(await world.newPerson()));
    const open = async (name: string, value: string): Promise<number> => {
      const changed = new URL(url);
      changed.searchParams.delete('redirect_uri');
      changed.searchParams.set(name, value);
      return (await newTab(world.url).open(changed.href)).status;
    };
    const other = (await world.sim.control.state()).pages[1]?.id ?? '';
    expect(await open('page', other)).toBe(400);
    expect(await open('site', 'site_of_somebody_else')).toBe(400);
    expect(await open('account_linking_token', 'guessed')).toBe(410);
    await world.sim.control.steerClock({ advanceMs: 5 * 60_000 });
    const late = await newTab(world.url).open(url.href);
    expect([late.status, late.html.includes('too old')]).toEqual([410, true]);
  });

  test('a login that comes back in a browser with a session of its own is not taken for either', async () => {
    const [mallory, victim] = [await world.newPerson('Mallory'), await world.newPerson()];
    const { tab: malloryTab, page } = await world.open(mallory);
    const { tab: victimTab, page: own } = await world.open(victim);
    const lured = await victimTab.sendFromElsewhere('/link/return', await world.leave(malloryTab, page, '42'));
    expect((await victimTab.open(lured.goesTo ?? '')).status).toBe(403);
    const decision = await world.logIn(victimTab, own, '43');
    expect(decision.html).toContain('g***@');
    expect((await malloryTab.send(page, '/link/login')).status).toBe(410);
  });

  test('a login that comes back in another browser ends the session it was begun for', async () => {
    const mallory = await world.newPerson('Mallory');
    const { tab: malloryTab, page } = await world.open(mallory);
    const victimTab = newTab(world.url);
    const token = await world.leave(malloryTab, page, '42');
    const lured = await victimTab.sendFromElsewhere('/link/return', token);
    const refused = await victimTab.open(lured.goesTo ?? '');
    expect([refused.status, refused.location]).toEqual([403, null]);
    const own = await malloryTab.open(lured.goesTo ?? '');
    expect([own.status, own.location]).toEqual([410, null]);
    const again = await malloryTab.send(page, '/link/login');
    expect(again.status).toBe(410);
  });

  test('a page’s address is nothing without its browser’s cookie, and its form nothing without its own proof', async () => {
    const { tab, decision } = await decide();
    const fields = decision.forms.find(({ action }) => action === '/link/connect')?.fields ?? {};
    const stranger = newTab(world.url);
    expect((await stranger.open(`/link/session/${fields['session']}`)).status).toBe(403);
    expect((await stranger.send(decision, '/link/connect')).status).toBe(403);
    expect((await tab.sendFromElsewhere('/link/connect', fields)).status).toBe(403);
    const other = await decide();
    const foreign = other.decision.forms[0]?.fields['proof'] ?? '';
    for (const proof of ['', 'x', foreign]) {
      expect((await tab.send(decision, '/link/connect', { proof })).status).toBe(403);
    }
    const crossing = newTab(world.url, { 'sec-fetch-site': 'cross-site' });
    for (const [name, value] of tab.cookies) crossing.cookies.set(name, value);
    expect((await crossing.send(decision, '/link/connect')).status).toBe(403);
    expect((await world.connect(tab, decision)).number).not.toBeNull();
  });

  test('no page is framed, kept, told of to others or given a script, whatever it says', async () => {
    const { tab, decision } = await decide();
    const { page: number } = await world.connect(tab, decision);
    const fault = await newTab(world.url).open('/link/messenger');
    for (const { headers, html } of [decision, number, fault]) {
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe|script-src/);
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(html).not.toMatch(/<script|style=|onclick/);
    }
  });

  test('a code counts once, for its own thread, for five minutes', async () => {
    const [owner, mallory] = [await world.newPerson(), await world.newPerson()];
    const code = codeOf((await world.goThrough(owner)).back);
    await bring(mallory, code);
    await bring(owner, 'guessed');
    await bring(owner, code, { standby: undefined });
    const question = await world.question(owner);
    await bring(owner, code, { timestamp: Date.now() + 5 });
    await world.settle();
    expect(await refusals(owner)).toEqual(['code_refused']);
    expect(await refusals(mallory)).toEqual(['code_refused']);
    expect([await world.links(mallory), await world.links(owner)]).toEqual([[], []]);
    expect((await world.question(owner)).mid).toBe(question.mid);
  });

  test('a code that comes twice at once asks once, and one that is old ties nothing', async () => {
    const person = await world.newPerson();
    const { back, number } = await world.goThrough(person);
    const code = codeOf(back);
    await Promise.all([1, 2, 3].map((n) => bring(person, code, { timestamp: Date.now() + n })));
    const question = await world.question(person);
    await until(async () => ((await refusals(person)).length === 2 ? true : undefined));
    await world.answer(person, question, number ?? '');
    await until(async () => (await world.links(person))[0]);
    const late = await world.newPerson();
    const old = codeOf((await world.goThrough(late)).back);
    world.server.clock.advance(5 * 60_000 + 1000);
    await bring(late, old, { timestamp: Date.now() + 5 * 60_000 });
    await until(async () => ((await refusals(late)).length === 1 ? true : undefined));
    expect(await world.links(late)).toEqual([]);
    await until(async () => ((await said(late)).includes('took too long') ? true : undefined));
  });

  test('a token of the shop is good for the state it was made for, once, and never in an address', async () => {
    const shop = await shopOf(world);
    const attempt = async (claims: (state: string) => object): Promise<number> => {
      const { tab, page } = await world.open(await world.newPerson());
      const { state } = await world.leave(tab, page);
      const token = await signUserToken(shop, { ...claims(state) });
      const returned = await tab.sendFromElsewhere('/link/return', { token, state });
      return (await tab.open(returned.goesTo ?? '')).status;
    };
    const jti = `jti-${dialect}-0123456789`;
    expect(await attempt((state) => ({ state, jti }))).toBe(303);
    expect(await attempt((state) => ({ state, jti }))).toBe(403);
    expect(await attempt(() => ({}))).toBe(403);
    expect(await attempt(() => ({ state: 'of somebody else' }))).toBe(403);
    expect(await attempt((state) => ({ state, aud: 'site_other' }))).toBe(403);
    const { tab, page } = await world.open(await world.newPerson());
    const { token, state } = await world.leave(tab, page);
    const inAddress = await tab.open(`/link/return?${new URLSearchParams({ token, state }).toString()}`);
    const refused = await tab.open(inAddress.goesTo ?? '');
    expect(refused.status).toBe(403);
    expect(refused.html).not.toContain(token);
    expect((await tab.sendFromElsewhere('/link/return', { token, state })).status).toBe(410);
  });

  test('a session ends after a quarter of an hour, and its pages with it', async () => {
    const { tab, decision } = await decide();
    world.server.clock.advance(15 * 60_000);
    expect((await tab.send(decision, '/link/connect')).status).toBe(410);
  });

  test('a host that a request names is not where people are sent', async () => {
    const { tab, page } = await world.open(await world.newPerson());
    const { action = '', fields = {} } = page.forms.find((form) => form.action === '/link/login') ?? {};
    const cookie = [...tab.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example', cookie };
    const html = await postAs(world.url + action, headers, new URLSearchParams(fields).toString());
    expect(html).toContain(encodeURIComponent(`${world.url}/link/return`));
    expect(html).not.toContain('evil.example');
  });

  test('a profile that calls itself the shop is told by its first letter alone', async () => {
    const { page } = await world.open(await world.newPerson('Demo Shop Support ✓'));
    expect(page.html).toContain('a Messenger user, <bdi>D.</bdi>');
    expect(page.html).not.toContain('Demo Shop Support');
    const { page: markup } = await world.open(await world.newPerson('<b>Eve</b>"\u202e'));
    expect(markup.html).toContain('&lt;b&gt;Eve&lt;/b&gt;&quot;</bdi>');
  });

  test('one address begins a bounded number of sessions a minute, and looking ahead begins none', async () => {
    const tab = newTab(world.url);
    const statuses = await Promise.all(
      Array.from({ length: 33 }, async () => (await tab.open('/link/web/guessed')).status),
    );
    expect(statuses.filter((status) => status === 429)).toHaveLength(3);
    const ahead = newTab(world.url, { 'sec-purpose': 'prefetch' });
    expect((await ahead.open('/link/web/guessed')).status).toBe(204);
    expect(ahead.cookies.size).toBe(0);
  });
});

async function shopOf(world: LoginWorld): Promise<Parameters<typeof signUserToken>[0]> {
  const made = await world.server.api('POST', `/v1/sites/${world.siteId}/user-token-secrets`);
  return { siteId: world.siteId, secret: made.body.secret ?? made.body.userTokenSecret, key: '', code: '' };
}

function postAs(url: string, headers: Record<string, string>, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    const call = request(url, { method: 'POST', headers: { ...type, ...headers } }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part: string) => (text += part));
      answer.on('end', () => resolve(text));
    });
    call.on('error', reject).end(body);
  });
}
