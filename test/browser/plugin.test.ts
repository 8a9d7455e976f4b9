import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { VISIT_REF_PATTERN } from '../../shared/ref.ts';
import { launchBrowser } from '../support/browser.ts';
import { until } from '../simulator/simulator-fixture.ts';
import { type ButtonApi, startButtonApi } from './button-api.ts';
import { type Shop, startShop, strictPolicy } from './button-shop.ts';
import { listen, type PluginPage, startPluginPage } from './plugin-page.ts';

let browser: Browser;
let context: BrowserContext;
let api: ButtonApi;
let shop: Shop;
let page: Page;
let meta: PluginPage;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

beforeEach(async () => {
  api = await startButtonApi();
  shop = await startShop();
  shop.page = { html: pageWith('plugin'), headers: {} };
  context = await browser.newContext({ locale: 'en-US' });
  meta = await startPluginPage(context, api, shop);
  page = await context.newPage();
});
afterEach(async () => {
  await context.close();
  await Promise.all([api.close(), shop.close()]);
});

function pageWith(attributes: string): string {
  return `<!doctype html><html lang="de"><title>Shop</title><main><h1>Shop</h1>
    <messenger-button entry="spring-sale" ${attributes}><a href="${shop.origin}/m/1067?ref=SPRING1">Message us</a></messenger-button></main>
    <script async src="${api.origin}/widget.js"></script></html>`;
}

const link = () => page.getByRole('link', { name: 'Message us' });
const ofMeta = () => meta.requests.filter((url) => url.startsWith(meta.sim.url));
const heard = () => page.evaluate<string[]>('heard');
const state = (name: string) => page.locator(`messenger-button[plugin-state="${name}"]`).waitFor({ timeout: 10_000 });

async function visit(consent: boolean | null = true): Promise<void> {
  await listen(page, consent);
  const loaded = page.waitForResponse(/widget-plugin/);
  await page.goto(shop.origin);
  await loaded;
  await page.locator('messenger-button[state="idle"]').waitFor();
}

async function clickOpensLink(): Promise<string> {
  const [opened] = await Promise.all([context.waitForEvent('page', { timeout: 10_000 }), link().click()]);
  await opened.waitForURL(/\/m\//);
  return new URL(opened.url()).searchParams.get('ref') ?? '';
}

describe('before the act', () => {
  it('nothing is asked of any host but ours', async () => {
    await visit();
    await link().hover();
    await link().focus();
    await page.waitForTimeout(300);
    expect(
      meta.requests.filter((url) => !url.startsWith(shop.origin) && !url.startsWith(`${api.origin}/widget`)),
    ).toEqual([]);
  });
});

describe('the visitor’s click', () => {
  it('shows the plugin with the ref of this visit, and its opt-in comes with that very ref', async () => {
    await visit();
    await link().click();
    await state('shown');
    await expect.poll(() => api.registrations.length).toBe(1);
    const ref = api.registrations[0]?.ref ?? '';
    expect(ref).toMatch(VISIT_REF_PATTERN);
    expect(await heard()).toEqual(['consent']);
    await page.frameLocator('messenger-button iframe').getByRole('button', { name: 'Send to messenger' }).click();
    await until(() => meta.peer.webhooks.length === 1);
    expect(meta.peer.event(0)).toMatchObject({ optin: { ref } });
    await expect.poll(heard).toEqual(['consent', 'open']);
    api.say('arrived');
    await page.locator('messenger-button[state="arrived"]').waitFor();
  });

  it('asks for the script in the language of the element', async () => {
    await visit();
    await link().click();
    await state('shown');
    expect(ofMeta()[0]).toBe(`${meta.sim.url}/sdk/de_DE/sdk.js`);
  });

  it('leaves the link beside the plugin, which opens the same visit', async () => {
    await visit();
    await link().click();
    await state('shown');
    const ref = await clickOpensLink();
    expect(api.registrations.map((body) => body.ref)).toEqual([ref]);
  });

  it('opens the link when it comes a second time while the plugin is loading', async () => {
    await meta.turn({ delayMs: 2000 });
    await visit();
    await link().click();
    await state('loading');
    expect(await clickOpensLink()).toMatch(VISIT_REF_PATTERN);
    await state('failed');
    expect(await page.locator('messenger-button iframe').count()).toBe(0);
  });

  it('hears nothing of a closed pop-up, and stays where it is', async () => {
    await meta.turn({ popUp: 'closed' });
    await visit();
    await link().click();
    await state('shown');
    await page.frameLocator('messenger-button iframe').getByRole('button', { name: 'Send to messenger' }).click();
    await page.waitForTimeout(300);
    expect(await heard()).toEqual(['consent']);
    expect(await link().isVisible()).toBe(true);
  });
});

describe('without consent', () => {
  it.each([
    ['refused', false],
    ['not answered', null],
  ])('%s: the same click opens the link, and nothing of Meta’s is loaded', async (_, consent) => {
    await visit(consent);
    expect(await clickOpensLink()).toMatch(VISIT_REF_PATTERN);
    expect(ofMeta()).toEqual([]);
    expect(meta.told).toEqual([]);
  });

  it('nobody is asked where the element’s property has answered', async () => {
    await visit(null);
    await page.locator('messenger-button').evaluate((element) => void Object.assign(element, { consent: true }));
    await link().click();
    await state('shown');
    expect(await heard()).toEqual([]);
  });
});

describe('the kill switch', () => {
  it('makes the same click open the link, without a word to the page', async () => {
    meta.allows = false;
    await visit();
    expect(await clickOpensLink()).toMatch(VISIT_REF_PATTERN);
    expect([ofMeta(), await heard()]).toEqual([[], ['open']]);
  });

  it('is looked at again at each act, not when the page was loaded', async () => {
    await visit();
    meta.allows = false;
    expect(await clickOpensLink()).toMatch(VISIT_REF_PATTERN);
    expect(ofMeta()).toEqual([]);
  });

  it('never meets an element without the attribute', async () => {
    shop.page = { html: pageWith(''), headers: {} };
    await listen(page, true);
    await page.goto(shop.origin);
    await page.locator('messenger-button[state="idle"]').waitFor();
    await clickOpensLink();
    expect(meta.requests.filter((url) => /config|widget-plugin|sdk/.test(url))).toEqual([]);
  });
});

describe('where the plugin does not come', () => {
  const obstacles: [string, string, () => Promise<unknown> | void][] = [
    [
      'the script is filtered',
      'sdk_blocked',
      () => context.route(/sdk\.js/, (route) => route.abort('blockedbyclient')),
    ],
    ['the script does not answer', 'sdk_blocked', () => meta.turn({ delayMs: 8000 })],
    ['the page’s policy forbids the script', 'sdk_blocked', () => policy('')],
    ['the page’s policy forbids the frame', 'frame_blocked', () => policy(meta.sim.url)],
    [
      'the frame is filtered',
      'frame_blocked',
      () => context.route(/sdk\/frame/, (route) => route.abort('blockedbyclient')),
    ],
    [
      'the domain is not on the Page’s list',
      'domain_not_whitelisted',
      () => meta.sim.control.setPage(meta.page.id, { domains: [] }),
    ],
    ['the app is in development', 'domain_not_whitelisted', () => meta.sim.control.setApp({ mode: 'dev' })],
  ];

  function policy(scripts: string): void {
    const more = `default-src 'none'; script-src ${api.origin} ${scripts}; connect-src ${api.origin} ${shop.origin}`;
    shop.page = { ...shop.page, headers: { 'content-security-policy': more } };
  }

  it.each(obstacles)('because %s: the same click opens the link, and says why', async (_, reason, put) => {
    await put();
    await visit();
    const ref = await clickOpensLink();
    expect(ref).toBe(api.registrations[0]?.ref);
    await state('failed');
    await expect.poll(() => meta.told, { timeout: 5000 }).toEqual([reason]);
    expect((await heard()).toSorted()).toEqual(['consent', 'error plugin_failed', 'open']);
    expect(await page.locator('messenger-button iframe').count()).toBe(0);
    expect(await clickOpensLink()).toMatch(VISIT_REF_PATTERN);
    expect(meta.told).toHaveLength(1);
  });

  it('because of Trusted Types: the same', async () => {
    shop.page = { ...shop.page, headers: strictPolicy(api.origin, shop.origin) };
    await visit();
    expect(await clickOpensLink()).toMatch(VISIT_REF_PATTERN);
    await expect.poll(() => meta.told).toEqual(['sdk_blocked']);
    expect(ofMeta()).toEqual([]);
  });
});
