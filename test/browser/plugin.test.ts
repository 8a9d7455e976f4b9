import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { VISIT_REF_PATTERN } from '../../shared/ref.ts';
import { until } from '../simulator/simulator-fixture.ts';
import { makeGate } from '../support/gate.ts';
import type { ButtonApi } from './button-api.ts';
import { type Shop, strictPolicy } from './button-shop.ts';
import { block } from './hostile-page.ts';
import { openedRef } from './opened-ref.ts';
import { listen, type PluginPage, pluginShop, startPluginPage, visitPluginPage } from './plugin-page.ts';
import { useOpenVisit } from './shop-visit.ts';

let api: ButtonApi;
let shop: Shop;
let context: BrowserContext;
let page: Page;
let problems: string[];
let meta: PluginPage;
useOpenVisit(async (visit) => {
  ({ api, shop, context, page, problems } = visit);
  shop.page = { html: pageWith('plugin'), headers: {} };
  meta = await startPluginPage(context, api, shop);
});

const pageWith = (attributes: string) => pluginShop(api, shop, attributes);
const link = () => page.getByRole('link', { name: 'Message us' });
const ofMeta = () => meta.requests.filter((url) => url.startsWith(meta.sim.url));
const heard = () => page.evaluate<string[]>('heard');
const state = (name: string) => page.locator(`messenger-button[plugin-state="${name}"]`).waitFor({ timeout: 10_000 });

const visit = (consent: boolean | null = true, address = shop.origin) => visitPluginPage(page, address, consent);

const clickOpensLink = () => openedRef(page, () => link().click());

describe('before the act', () => {
  it('nothing is asked of any host but ours', async () => {
    await visit();
    await Promise.all([link().hover(), link().focus()]);
    await page.waitForTimeout(300);
    const isOurs = (url: string) => url.startsWith(shop.origin) || url.startsWith(`${api.origin}/widget`);
    expect(meta.requests.filter((url) => !isOurs(url))).toEqual([]);
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
    await expect.poll(() => api.registrations.map((body) => body.ref)).toEqual([ref]);
  });

  it('opens the link when it comes a second time while the plugin is loading', async () => {
    const gate = makeGate();
    await context.route(/sdk\.js/, (route) => gate.opened.then(() => route.continue()));
    await visit();
    await link().click();
    await state('loading');
    expect(await clickOpensLink()).toMatch(VISIT_REF_PATTERN);
    gate.open();
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

  it('asked for and never given: the link opens when the visitor has waited a quarter of a minute', async () => {
    await page.clock.install();
    await visit(null);
    await page.evaluate(() =>
      addEventListener('messenger-consent', (event) => (event as CustomEvent).detail.answer(new Promise(() => null))),
    );
    await link().click();
    await expect.poll(heard).toEqual(['consent']);
    await page.clock.fastForward(8000);
    await page.keyboard.press('Shift');
    await page.clock.fastForward(10_000);
    expect(context.pages()).toHaveLength(1);
    const opened = context.waitForEvent('page');
    await page.clock.fastForward(16_000);
    expect((await opened).url()).toMatch(/ref=SPRING1_|about:blank/);
    expect(ofMeta()).toEqual([]);
  });

  it('says in the console how to give it, and that a late answer is none', async () => {
    await visit(null);
    await page.evaluate(() => {
      addEventListener('messenger-consent', (event) => {
        const { answer } = (event as CustomEvent).detail;
        setTimeout(() => answer(true));
      });
    });
    expect(await clickOpensLink()).toMatch(VISIT_REF_PATTERN);
    await expect
      .poll(() => meta.hints)
      .toEqual([
        expect.stringMatching(/consent_not_answered: .*listen to it, or set Threadtie\.consent/),
        expect.stringMatching(/consent_too_late: .*give it a promise/),
      ]);
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
  const frame = () => page.locator('messenger-button iframe');
  const stands = () => frame().waitFor({ state: 'attached' });
  const isRefused = () => expect.poll(() => problems).toEqual([expect.stringContaining('frame-ancestors')]);

  /** The last of each: what there is to see before its time is over, for those whose time the test turns. */
  const obstacles: [string, string, () => unknown, fix?: string | undefined, before?: () => Promise<void>][] = [
    ['the script is filtered', 'sdk_blocked', () => block(context, /sdk\.js/)],
    ['the script does not answer', 'sdk_blocked', () => meta.turn({ delayMs: 8000 })],
    ['the page’s policy forbids the script', 'sdk_blocked', () => policy(''), 'needs script-src'],
    ['the page’s policy forbids the frame', 'frame_blocked', () => policy(meta.sim.url), 'needs frame-src'],
    ['the frame is filtered', 'frame_blocked', () => block(context, /sdk\/frame/), undefined, stands],
    [
      'the page is not https, or its domain not on the Page’s list',
      'domain_not_whitelisted',
      () => meta.sim.control.setPage(meta.page.id, { domains: [] }),
      'Serve the page by https',
      isRefused,
    ],
    [
      'the app is in development, as the server has concluded',
      'development_mode',
      async () => {
        meta.doubt = 'development_mode';
        await meta.sim.control.setApp({ mode: 'dev' });
      },
      'Publish the app',
      stands,
    ],
  ];

  function policy(scripts: string): void {
    const more = `default-src 'none'; script-src ${api.origin} ${scripts}; connect-src ${api.origin} ${shop.origin}`;
    shop.page = { ...shop.page, headers: { 'content-security-policy': more } };
  }

  /** Lets the time that the plugin has be over at once. */
  async function endPatience(before: () => Promise<void>): Promise<void> {
    await before();
    await page.clock.fastForward(4000);
  }

  it.each(obstacles)(
    'because %s: the same click opens the link, and says why',
    async (why, reason, put, fix, before) => {
      await put();
      if (before) await page.clock.install();
      await visit();
      const [ref] = await Promise.all([clickOpensLink(), before && endPatience(before)]);
      await expect.poll(() => api.registrations[0]?.ref).toBe(ref);
      await state('failed');
      await expect.poll(() => meta.told, { timeout: 15_000 }).toEqual([reason]);
      expect((await heard()).toSorted()).toEqual(['consent', 'error plugin_failed', 'open']);
      // The console is for what the site can mend: a filter is the visitor's own.
      expect(meta.hints).toEqual(fix ? [expect.stringContaining(fix)] : []);
      expect(await frame().count()).toBe(0);
      expect(await clickOpensLink()).toMatch(VISIT_REF_PATTERN);
      expect(meta.told).toHaveLength(1);
      expect(problems.splice(0)).toHaveLength(/policy|https/.test(why) ? 1 : 0);
    },
  );

  it('for a reason that nobody can see, on a page by https: it is told as that', async () => {
    const home = 'https://shop.example/';
    await context.route(home, (route) => route.fulfill({ contentType: 'text/html', body: pageWith('plugin') }));
    await context.grantPermissions(['local-network-access']);
    await meta.turn({ isBlank: true });
    await page.clock.install();
    await visit(true, home);
    await Promise.all([clickOpensLink(), endPatience(isRefused)]);
    await expect.poll(() => meta.told, { timeout: 15_000 }).toEqual(['not_rendered']);
    expect([meta.hints, problems.splice(0).length]).toEqual([[], 1]);
  });

  it('on a page that wants nothing counted: nothing is told to the server', async () => {
    shop.page = { html: pageWith('plugin').replace('async src', 'async data-no-stages src'), headers: {} };
    await block(context, /sdk\.js/);
    await visit();
    await clickOpensLink();
    await state('failed');
    await expect.poll(heard).toContain('error plugin_failed');
    await page.goto('about:blank');
    expect(meta.requests.filter((url) => url.includes('stages'))).toEqual([]);
  });

  it('so late that the browser allows no tab any more: this page goes there', async () => {
    await page.addInitScript(() => {
      window.open = () => null;
      Object.defineProperty(UserActivation.prototype, 'isActive', { get: () => false });
    });
    await block(context, /sdk\.js/);
    await visit();
    await link().click();
    await page.waitForURL(/\/m\/1067\?ref=SPRING1_/);
    expect(context.pages()).toHaveLength(1);
  });

  it('in an element without an entry: its link stays as the site wrote it', async () => {
    shop.page = {
      html: pageWith('plugin').replace(
        '</main>',
        `<messenger-button plugin><a href="${shop.origin}/m/1067?ref=OTHER">Other</a></messenger-button></main>`,
      ),
      headers: {},
    };
    await visit();
    const other = page.getByRole('link', { name: 'Other' });
    const [opened] = await Promise.all([context.waitForEvent('page'), other.click()]);
    await expect.poll(() => opened.url()).toBe(`${shop.origin}/m/1067?ref=OTHER`);
  });

  it('because of Trusted Types: the same', async () => {
    shop.page = { ...shop.page, headers: strictPolicy(api.origin, shop.origin) };
    await visit();
    expect(await clickOpensLink()).toMatch(VISIT_REF_PATTERN);
    await expect.poll(() => meta.told).toEqual(['sdk_blocked']);
    expect(problems.splice(0).join()).toContain('TrustedScriptURL');
    expect([ofMeta(), meta.hints]).toEqual([[], [expect.stringContaining('leave `plugin` out')]]);
  });
});
