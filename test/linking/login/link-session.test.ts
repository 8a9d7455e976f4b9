import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sha256 } from '../../../server/base/crypto/hash.ts';
import { createWebLink, logInAddress } from '../../../server/linking/index.ts';
import { chooseLanguage } from '../../../server/linking/login/opening/choose-language.ts';
import { selectSession } from '../../../server/linking/login/store.ts';
import { PAGE_TEXTS } from '../../../server/linking/login/texts/say-on-page.ts';
import { LANGUAGES } from '../../../shared/language.ts';
import { type GraphStub, startGraphStub } from '../../graph/graph-stub.ts';
import { createShop, PAGE_ID, startTestServer, type TestServer } from '../../support/server.ts';
import { newTab } from './link-tab.ts';

const PSID = '9007199254740777';

describe('a session of the linking pages', () => {
  let server: TestServer;
  let stub: GraphStub;
  let siteId: string;
  beforeAll(async () => {
    stub = await startGraphStub();
    server = await startTestServer('sqlite', { GRAPH_URL: stub.url });
    siteId = (await createShop(server)).siteId;
    const login = { kind: 'handoff', url: 'https://shop.example/log-in?lang=en' };
    const logoUrl = 'https://cdn.shop.example/logo.png';
    await server.api('PATCH', `/v1/sites/${siteId}`, { body: { login, look: { logoUrl } } });
  });
  afterAll(async () => {
    await server.stop();
    await stub.close();
  });

  test('belongs to one browser, by a cookie of this host that no other site can have sent', async () => {
    stub.reply({ body: { id: PSID, name: 'Ada', locale: 'fr_FR' } });
    const tab = newTab(server.url);
    const { ctx } = server.server;
    const page = await tab.open(new URL(await createWebLink(ctx, { pageId: PAGE_ID, psid: PSID, siteId })).pathname);
    const cookie = page.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^__Host-threadtie-link=[\w-]{43};/);
    expect(cookie).toMatch(/Path=\/; HttpOnly; Secure; SameSite=Strict/);
    expect(cookie).not.toContain('Domain');
    expect(page.headers.get('content-security-policy')).toContain("img-src 'self' https://cdn.shop.example");
    const left = await tab.send(page, '/link/login');
    const login = new URL(left.goesTo ?? '');
    expect(login.origin + login.pathname).toBe('https://shop.example/log-in');
    expect(login.searchParams.get('lang')).toBe('en');
    expect(login.searchParams.get('return_to')).toBe('https://chat.example/link/return');
  });

  test('keeps of its visitor the network and the browser’s name, cut, from the start', async () => {
    stub.reply({ body: { id: PSID, name: 'Ada', locale: 'fr_FR' } });
    const { ctx } = server.server;
    const url = new URL(await createWebLink(ctx, { pageId: PAGE_ID, psid: PSID, siteId }));
    const page = await newTab(server.url, { 'user-agent': `cut ${'x'.repeat(300)}` }).open(url.pathname);
    const idHash = sha256(page.forms[0]?.fields['session'] ?? '');
    const row = await ctx.storage.read((at) => selectSession(at, 'idHash', idHash));
    expect([row?.address, row?.agent?.length]).toEqual([expect.stringMatching(/^[\d.]+\.0\/24$/), 120]);
  });

  test('is not begun with a token that the platform says is of another Page', async () => {
    stub.reply({ body: { id: '1067', recipient: PSID } });
    const url = new URL(logInAddress(server.server.ctx, { pageId: PAGE_ID, siteId }));
    url.searchParams.set('account_linking_token', 'T');
    const page = await newTab(server.url).open(url.pathname + url.search);
    expect([page.status, page.headers.get('set-cookie')]).toEqual([400, null]);
  });

  test('is not begun while the platform does not answer', async () => {
    stub.reply({ status: 500, body: {} });
    const url = new URL(logInAddress(server.server.ctx, { pageId: PAGE_ID, siteId }));
    url.searchParams.set('account_linking_token', 'T');
    const page = await newTab(server.url, { 'accept-language': 'xx, de-AT;q=0.8, en;q=0.5' }).open(
      url.pathname + url.search,
    );
    expect([page.status, page.html.includes('Messenger hat nicht geantwortet')]).toEqual([502, true]);
  });

  test('has the colour of its site, with letters that can be read on it', async () => {
    const look = async (accent: string | null): Promise<string> => {
      await server.api('PATCH', `/v1/sites/${siteId}`, { body: { look: { accent } } });
      return await (await fetch(`${server.url}/link/look/${siteId}`)).text();
    };
    expect(await look('#0a7c66')).toContain('--accent: #0a7c66; --accent-ink: #ffffff');
    expect(await look('#e8590c')).toContain('--accent-ink: #000000');
    expect(await look(null)).toBe('');
    expect(await (await fetch(`${server.url}/link/look/nobody`)).text()).toBe('');
  });
});

describe('the words of the linking pages', () => {
  test.each(LANGUAGES)('are all there in %s, with the same places, and no markup', (language) => {
    for (const [key, text] of Object.entries(PAGE_TEXTS[language])) {
      const placesIn = (words: string): string[] => (words.match(/\{\w+\}/g) ?? []).toSorted();
      const english: string = PAGE_TEXTS.en[key as keyof typeof PAGE_TEXTS.en];
      expect([key, placesIn(text)]).toEqual([key, placesIn(english)]);
      expect(text.trim()).not.toBe('');
      expect(text).not.toMatch(/[<>&]/);
    }
  });

  test.each([
    ['de-AT, en;q=0.5', 'de'],
    ['xx, pt-BR;q=0.3, fr;q=0.4', 'fr'],
    ['zh-TW, ja;q=0.1', 'ja'],
    ['en;q=0, pl', 'pl'],
    ['*', null],
    [undefined, null],
    ['x'.repeat(9000), null],
  ])('for a browser that likes %j are %s', (header, language) => {
    expect(chooseLanguage(header)).toBe(language);
  });
});
