import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { VISIT_REF_PATTERN } from '../../shared/ref.ts';
import type { ButtonApi } from './button-api.ts';
import type { Shop } from './button-shop.ts';
import {
  block,
  BLOCKED_HAZARDS,
  type Hazard,
  refuseChannel,
  refuseElements,
  SCRIPT_HAZARDS,
  STYLE_HAZARDS,
} from './hostile-page.ts';
import { openedRef } from './opened-ref.ts';
import { useOpenVisit } from './shop-visit.ts';

let api: ButtonApi;
let shop: Shop;
let context: BrowserContext;
let page: Page;
let problems: string[];
useOpenVisit((visit) => ({ api, shop, context, page, problems } = visit));

const link = (name = 'Message us') => page.getByRole('link', { name, exact: true });
const anchor = (text: string) => `<a href="${shop.origin}/m/1067?ref=SPRING1">${text}</a>`;
const element = (name: string, text: string) =>
  `<messenger-${name} entry="spring-sale">${anchor(text)}</messenger-${name}>`;

/** One of each that holds a link, and another of the site's own. */
const family = () =>
  `${element('button', 'Message us')}<p>${element('qr', 'Scan or tap')}</p>${element('bubble', 'Chat')}<p>${anchor('Plain')}</p>`;

async function visit({ css = '', script, prepare }: Partial<Hazard>, body = family(), attributes = ''): Promise<void> {
  const tag = `<script async ${attributes} src="${api.origin}/widget.js"></script>`;
  const html = `<!doctype html><html lang="en"><title>Shop</title><style>${css}</style><main>${body}</main>${tag}</html>`;
  shop.page = { html, headers: {} };
  await prepare?.(context, api.origin);
  page.setDefaultTimeout(8000);
  if (script) await page.addInitScript(script);
  await page.goto(shop.origin);
}

async function upgraded(): Promise<void> {
  await page.locator('messenger-button[state=idle]').first().waitFor({ state: 'attached' });
}

const opens = (name?: string) => openedRef(page, () => link(name).click());

const lookOf = (name: string) =>
  link(name).evaluate((a) => {
    const { color, backgroundColor, paddingInlineStart } = getComputedStyle(a);
    const { height } = a.getBoundingClientRect();
    return { color, backgroundColor, paddingInlineStart, isTall: height >= 44 };
  });

describe('a style sheet with', () => {
  it.each(STYLE_HAZARDS)(
    '$title leaves a button that can be read and hit, and the bubble in its corner',
    async (it) => {
      await visit(it);
      await upgraded();
      await page.getByRole('button', { name: 'Message us', exact: true }).waitFor();
      expect(await lookOf('Message us')).toEqual({
        color: 'rgb(255, 255, 255)',
        backgroundColor: 'rgb(43, 95, 217)',
        paddingInlineStart: '46px',
        isTall: true,
      });
      const launcher = page.getByRole('button', { name: 'Message us', exact: true });
      const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
      await expect.poll(() => launcher.boundingBox()).toEqual({ x: width - 76, y: height - 76, width: 56, height: 56 });
      await launcher.click({ trial: true });
      expect(
        await page.evaluate(() => document.elementFromPoint(innerWidth / 2, innerHeight - 50)?.localName),
      ).not.toBe('messenger-bubble');
      await link().focus();
      expect(await opens()).toMatch(VISIT_REF_PATTERN);
      await page.locator('messenger-qr:defined').waitFor({ state: 'attached' });
      expect(await opens('Scan or tap')).toMatch(/^SPRING1_/);
    },
  );
});

describe('a page with', () => {
  it.each([...SCRIPT_HAZARDS, ...BLOCKED_HAZARDS])('$title leaves links that open with a visit’s ref', async (it) => {
    await visit(it);
    await upgraded();
    expect(await opens()).toMatch(VISIT_REF_PATTERN);
    await link('Scan or tap').waitFor();
    await link('Plain').waitFor();
  });

  it.each(SCRIPT_HAZARDS.filter(({ title }) => title !== 'fetch that throws'))(
    '$title registers the visit all the same, and shows what came of it',
    async (it) => {
      await visit(it);
      await upgraded();
      const ref = await opens();
      await expect.poll(() => api.registrations.map((body) => body.ref)).toContain(ref);
      await expect.poll(() => api.streams.size).toBeGreaterThan(0);
      api.say('arrived');
      await page.locator('messenger-button[state=arrived]').waitFor({ state: 'attached' });
      await page.getByText('You’re in Messenger').first().waitFor();
    },
  );

  it('something that breaks rendering itself leaves the link, and says so to the developer', async () => {
    const script = () =>
      Object.assign(Document.prototype, {
        importNode: () => {
          throw new Error('not on this page');
        },
      });
    const told: string[] = [];
    context.on('console', (message) => told.push(message.text()));
    await visit({ script });
    await page.locator('messenger-bubble:defined').waitFor();
    for (const name of ['Message us', 'Scan or tap', 'Chat', 'Plain']) await link(name).waitFor();
    await link().click();
    await page.waitForURL(/\/m\//);
    expect(new URL(page.url()).searchParams.get('ref')).toMatch(VISIT_REF_PATTERN);
    expect(told.join()).toContain('not_rendered: Error: not on this page');
  });

  const META = '<div class="fb-customerchat" page_id="1067"></div>';
  const taken = () => page.locator('.fb-customerchat a, .fb-customerchat ~ * a').first();

  it('a channel that the browser refuses has Meta’s markup taken over, and elements without a button upgraded', async () => {
    await visit({ script: refuseChannel }, `${META}${element('link-status', 'Connect')}`, 'data-takeover');
    await page.locator('messenger-link-status[state=idle]').waitFor();
    await expect.poll(() => taken().count()).toBe(1);
    await page.evaluate('Threadtie.logout()');
  });

  it('elements that cannot be defined leaves a link in Meta’s markup', async () => {
    await visit({ script: refuseElements }, META, 'data-takeover');
    await expect.poll(() => taken().count()).toBe(1);
    expect(new Set(problems.splice(0))).toEqual(new Set(['TypeError: not on this page']));
  });

  it('a handler that stops every click leaves the link as the site wrote it', async () => {
    const script = () => addEventListener('click', (event) => event.stopImmediatePropagation(), true);
    await visit({ script });
    await upgraded();
    expect(await opens()).toBe('SPRING1');
  });

  it('three script tags of two kinds registers one visit, and counts once', async () => {
    const tags = `<script async src="${api.origin}/widget.js?2"></script><script type="module" src="${api.origin}/widget.mjs"></script>`;
    await context.clock.install();
    await visit({}, family() + tags);
    await upgraded();
    const counted = async () => {
      await page.clock.fastForward(500);
      return api.telemetry.length;
    };
    await expect.poll(counted).toBe(2);
    const ref = await opens();
    await expect.poll(() => api.registrations.filter((body) => body.ref === ref)).toHaveLength(1);
    expect(api.telemetry.filter((request) => request.startsWith('GET'))).toHaveLength(1);
  });
});

describe('what a visitor’s filter blocks', () => {
  it('our script: the links stay as the site wrote them', async () => {
    await visit({ prepare: () => block(context, /widget\.js/) });
    for (const name of ['Message us', 'Scan or tap', 'Chat']) expect(await link(name).isVisible()).toBe(true);
    const [, url] = await Promise.all([link().click(), page.waitForURL(/\/m\//).then(() => page.url())]);
    expect(url).toBe(`${shop.origin}/m/1067?ref=SPRING1`);
  });

  it('everything of Meta’s: an element that may show the plugin opens its link', async () => {
    const config = { plugin: { appId: '1', pageId: '1067', sdkUrl: 'http://meta.test/sdk', version: 'v25.0' } };
    const headers = { 'access-control-allow-origin': '*' };
    await context.route(/\/config$/, (route) => route.fulfill({ json: config, headers }));
    await visit(
      { prepare: () => block(context, /meta\.test/) },
      element('button plugin', 'Message us').replace('</messenger-button plugin>', '</messenger-button>'),
    );
    await upgraded();
    await page.evaluate(`addEventListener('messenger-consent', (event) => event.detail.answer(true))`);
    await page.waitForLoadState('networkidle');
    expect(await opens()).toMatch(VISIT_REF_PATTERN);
  });
});

describe('cookies', () => {
  it('are neither sent nor set, also where the visitor has some of our server', async () => {
    const sent: (string | undefined)[] = [];
    context.on('request', (request) => {
      if (request.url().startsWith(`${api.origin}/v1`))
        void request.allHeaders().then((all) => sent.push(all['cookie']));
    });
    await context.addCookies([{ name: 'of-the-visitor', value: '1', url: api.origin }]);
    await visit({});
    await upgraded();
    await opens();
    await expect.poll(() => sent.length).toBeGreaterThan(1);
    expect(new Set(sent)).toEqual(new Set([undefined]));
    expect(await context.cookies()).toHaveLength(1);
  });
});

describe('without a network', () => {
  it('a click tries to open the link, and its visit is registered when the network is back', async () => {
    await visit({});
    await upgraded();
    await context.setOffline(true);
    const [tab] = await Promise.all([context.waitForEvent('page'), link().click()]);
    await page.locator('messenger-button[state=waiting]').waitFor();
    expect(await link().getAttribute('href')).toBe(`${shop.origin}/m/1067?ref=SPRING1`);
    await context.setOffline(false);
    await expect.poll(() => api.registrations.length, { timeout: 20_000 }).toBe(1);
    expect(api.registrations[0]?.ref).toMatch(VISIT_REF_PATTERN);
    await tab.close();
  });
});

describe('the page’s own names', () => {
  it('gain one: Threadtie', async () => {
    const names = () => page.evaluate(`Object.getOwnPropertyNames(window).concat(Object.keys(document))`);
    await visit({ prepare: () => block(context, /widget\.js/) });
    const before = (await names()) as string[];
    await context.unrouteAll();
    await page.goto(shop.origin);
    await upgraded();
    await expect.poll(() => api.telemetry.length, { timeout: 15_000 }).toBe(2);
    await opens();
    expect(((await names()) as string[]).filter((name) => !before.includes(name))).toEqual(['Threadtie']);
  });
});
