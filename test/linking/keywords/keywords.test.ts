import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DAY, MINUTE } from '../../../server/base/clock.ts';
import { loginPromptTables, purgeLoginPrompts } from '../../../server/linking/index.ts';
import { wordsFor } from '../../../server/linking/keywords/default-words.ts';
import { loginContent } from '../../../server/linking/keywords/login-content.ts';
import { getSiteSettings } from '../../../server/sites/index.ts';
import type { AccountLink } from '../../../shared/api/account-links.ts';
import { DEFAULT_LINKING } from '../../../shared/api/site-settings.ts';
import type { Shop } from '../../support/server.ts';
import { PAGE_ID, sign, tick } from '../../support/server.ts';
import { type LinkingWorld, message, startLinkingWorld } from '../linking-world.ts';

const PROMPT = 'Log in to Shop to connect this chat to your account.';
const PHONES =
  'The Log In button works on phones only. On a computer, open this page instead. This page is meant for you alone: do not pass it on.';

test('words of all languages count until a site has chosen its own', () => {
  const { login } = DEFAULT_LINKING.keywords;
  expect([...wordsFor('login', login)]).toEqual(
    expect.arrayContaining(['log in', 'anmelden', 'ログイン', 'se connecter']),
  );
  expect([...wordsFor('login', ['Konto!'])]).toEqual(['konto']);
  expect(wordsFor('logout', []).size).toBe(0);
});

describe.each(['sqlite', 'postgres'] as const)('asking to log in or out in the chat, on %s', (dialect) => {
  let world: LinkingWorld;
  let shop: Shop;
  beforeAll(async () => {
    world = await startLinkingWorld(dialect);
  });
  afterAll(async () => await world.stop());

  /** All sites of the Page listen: each test has the only one that does. */
  const onlyShop = async (linking: object = {}, login = true): Promise<Shop> => {
    const quiet = { keywords: { login: [], logout: [] }, asksUnlinked: false };
    if (shop) await world.server.api('PATCH', `/v1/sites/${shop.siteId}`, { body: { linking: quiet } });
    shop = await world.shop('direct', linking);
    const handoff = { kind: 'handoff', url: 'https://shop.example/sign-in' };
    if (login) await world.server.api('PATCH', `/v1/sites/${shop.siteId}`, { body: { login: handoff } });
    return shop;
  };
  const now = (): object => ({ timestamp: world.server.clock.now().getTime() - (tick() % 1000) });
  const says = async (psid: string, text: string): Promise<void> => await world.type(psid, text, now());
  const texts = async (psid: string): Promise<string[]> => (await world.said(psid)).map(({ text }) => text);
  const postback = (psid: string, payload: string): object => {
    const head = { sender: { id: psid }, recipient: { id: PAGE_ID }, ...now() };
    return { ...head, postback: { title: 'Log in', payload, mid: `m_${psid}_${tick()}` } };
  };

  test.each([['Log in'], ['ANMELDEN!'], ['  ｌｏｇｉｎ '], ['تسجيل الدخول']])(
    '%j brings the button, once a minute',
    async (words) => {
      const [{ siteId }, psid] = [await onlyShop(), world.newPerson()];
      await says(psid, words);
      await says(psid, words);
      const [prompt, ...more] = await world.said(psid);
      expect(more).toEqual([]);
      expect(prompt).toMatchObject({ text: `${PROMPT} ${PHONES}`, purpose: 'linking', siteId, status: 'sent' });
      const [button, page] = prompt?.buttons ?? [];
      expect(button).toEqual({
        type: 'account_link',
        url: `https://chat.example/link/messenger?page=${PAGE_ID}&site=${siteId}`,
      });
      expect(page).toMatchObject({
        type: 'url',
        url: expect.stringMatching(/^https:\/\/chat\.example\/link\/web\/.{43}$/),
      });
      world.server.clock.advance(MINUTE + 1);
      await says(psid, words);
      expect(await world.said(psid)).toHaveLength(2);
    },
  );

  test('a postback asks all sites of the Page, or the one it names', async () => {
    const [first, psid] = [await onlyShop(), world.newPerson()];
    await world.server.deliver(postback(psid, `threadtie:login:${first.siteId}`));
    await world.server.settle();
    expect(await world.said(psid)).toMatchObject([{ siteId: first.siteId }]);
    await world.server.deliver(postback(psid, 'threadtie:login:site_of_somebody'));
    await world.server.deliver(postback(psid, 'threadtie:login:x y'));
    await world.server.settle();
    expect(await world.said(psid)).toHaveLength(1);
  });

  test('without a login the person is told how to get a code', async () => {
    const psid = [await onlyShop({}, false), world.newPerson()][1] as string;
    await says(psid, 'connect');
    expect(await texts(psid)).toEqual(['Sign in on Shop to get a code, and send it here.']);
  });

  test('whoever is connected is told so, and can end it there', async () => {
    const [own, psid] = [await onlyShop(), world.newPerson()];
    await world.begin(own, psid);
    const [link] = await world.links(psid);
    await says(psid, 'log in');
    const prompt = (await world.said(psid)).at(-1);
    expect(prompt).toMatchObject({
      text: 'This chat is connected to the account a***@shop.example of Shop already.',
      buttons: [{ type: 'postback', title: 'Disconnect', payload: `threadtie:undo:${link?.id}` }],
    });
  });

  test('log out ends the link at once, and only the person’s own', async () => {
    const [own, psid, other] = [await onlyShop(), world.newPerson(), world.newPerson()];
    await world.begin(own, psid);
    await world.begin(own, other, 'grace');
    await says(psid, 'Log out');
    expect(await texts(psid)).toEqual(['This chat is no longer connected to your account of Shop.']);
    expect([await world.links(psid), (await world.links(other)).length]).toEqual([[], 1]);
    await world.server.deliver(postback(psid, 'threadtie:logout'));
    await world.server.settle();
    expect((await texts(psid)).at(-1)).toBe('This chat is not connected to an account of Shop.');
    const { body } = await world.server.api('GET', `/v1/notifications?siteId=${own.siteId}&type=account_link.removed`);
    expect(body.data.map(({ data }: { data: { by: string } }) => data.by)).toEqual(['person']);
  });

  test('the first message of somebody who is not linked is answered once, where the site wants it', async () => {
    const psid = [await onlyShop({ asksUnlinked: true }), world.newPerson()][1] as string;
    await says(psid, 'Hello, do you have green tea?');
    await says(psid, 'Anybody there?');
    expect(await texts(psid)).toEqual([`${PROMPT} ${PHONES}`]);
    const linked = world.newPerson();
    await world.begin(shop, linked);
    await says(linked, 'Hello');
    expect((await texts(linked)).filter((text) => text.startsWith(PROMPT))).toEqual([]);
    world.server.clock.advance(31 * DAY);
    await says(psid, 'Me again');
    expect(await texts(psid)).toHaveLength(2);
  });

  test('nothing is said in standby, to what is long over, or to other words', async () => {
    const psid = [await onlyShop({ asksUnlinked: true }), world.newPerson()][1] as string;
    const event = { ...message(psid, { text: 'log in' }), ...now() };
    const entry = { id: PAGE_ID, time: Date.now(), standby: [event] };
    const body = JSON.stringify({ object: 'page', entry: [entry] });
    await world.server.post(body, { 'content-type': 'application/json', 'x-hub-signature-256': sign(body) });
    const old = world.server.clock.now().getTime() - 2 * 60 * MINUTE;
    await world.type(psid, 'log in', { timestamp: old });
    expect(await texts(psid)).toEqual([]);
  });

  test('Instagram has no such button: the page alone is offered; what Messenger tied, Messenger’s own button ends', async () => {
    const { siteId } = await onlyShop();
    const { ctx } = world.server.server;
    const site = await getSiteSettings(ctx, siteId);
    const place = { siteId, pageId: PAGE_ID, psid: world.newPerson(), site, lang: 'en' } as const;
    const onInstagram = await loginContent(ctx, { ...place, platform: 'instagram', link: null });
    expect(onInstagram).toMatchObject({
      text: expect.stringContaining('meant for you alone'),
      buttons: [{ type: 'url', url: expect.stringContaining('/link/web/') }],
    });
    const link = { id: 'link_1', label: 'a***', way: 'messenger' } as AccountLink;
    expect(await loginContent(ctx, { ...place, platform: 'messenger', link })).toEqual({
      text: 'This chat is connected to the account a*** of Shop. Log out to disconnect it.',
      buttons: [{ type: 'account_unlink' }],
    });
  });

  test('nothing is sent while another app answers, and asking again is not held against anybody', async () => {
    const [{ siteId }, psid] = [await onlyShop(), world.newPerson()];
    await says(psid, 'Hello');
    const head = { sender: { id: psid }, recipient: { id: PAGE_ID }, timestamp: world.server.clock.now().getTime() };
    await world.server.deliver({ ...head, pass_thread_control: { new_owner_app_id: '263902037430900' } });
    await world.server.settle();
    for (let i = 0; i < 2; i++) {
      const asked = await world.server.api('POST', `/v1/threads/${PAGE_ID}/${psid}/login-prompt`, { body: { siteId } });
      expect([asked.status, asked.body.error.code]).toEqual([409, 'thread_owned_by_other_app']);
    }
  });

  test('whom a site has asked is forgotten when they may be asked again', async () => {
    const psid = [await onlyShop(), world.newPerson()][1] as string;
    await says(psid, 'log in');
    const { ctx } = world.server.server;
    const left = () => ctx.storage.read((at) => at.db.select().from(loginPromptTables.of(at).loginPrompts));
    await purgeLoginPrompts(ctx);
    expect((await left()).map((row) => row.psid)).toContain(psid);
    const later = new Date(ctx.clock.now().getTime() + 31 * DAY);
    await purgeLoginPrompts({ ...ctx, clock: { now: () => later } });
    expect(await left()).toEqual([]);
  });

  test('the site can have somebody asked by API, once a minute, if it has a way', async () => {
    const [own, psid] = [await onlyShop({}), world.newPerson()];
    const ask = (path: string, siteId = own.siteId) =>
      world.server.api('POST', `/v1/threads/${path}/login-prompt`, { body: { siteId } });
    expect((await ask(`${PAGE_ID}/${psid}`)).body.error.code).toBe('thread_unknown');
    await says(psid, 'Hello');
    const sent = await ask(`${PAGE_ID}/${psid}`);
    expect(sent.status).toBe(202);
    await world.server.settle();
    expect((await world.said(psid)).at(-1)).toMatchObject({ id: sent.body.messageId, text: `${PROMPT} ${PHONES}` });
    expect((await ask(`${PAGE_ID}/${psid}`)).body.error.code).toBe('too_many_requests');
    expect((await ask(`123/${psid}`)).body.error.code).toBe('not_found');
    const anyone = await world.server.api('POST', `/v1/threads/${PAGE_ID}/${psid}/login-prompt`, { body: {} });
    expect(anyone.body.error.code).toBe('invalid_request');
    await world.server.api('PATCH', `/v1/sites/${own.siteId}`, { body: { login: null, userTokens: { mode: 'off' } } });
    world.server.clock.advance(MINUTE + 1);
    expect((await ask(`${PAGE_ID}/${psid}`)).body.error.code).toBe('login_not_configured');
  });
});
