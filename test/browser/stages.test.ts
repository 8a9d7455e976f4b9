import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildWidget } from '../../widget/build.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { type Shop, startShop } from './button-shop.ts';
import { useBrowser } from './use-browser.ts';

interface Told {
  readonly entryPoint: string;
  readonly stage: string;
  readonly count?: number;
  readonly ago?: number;
  readonly refId?: string;
}

const HOUR = 3_600_000;

let server: TestServer;
let shop: Shop;
let context: BrowserContext;
let page: Page;

const browser = useBrowser();
beforeAll(async () => {
  await buildWidget();
  server = await startTestServer('sqlite');
  shop = await startShop();
  await server.api('PUT', '/v1/pages/42', { body: { name: 'Pine & Kettle', accessToken: 'EAAtoken' } });
  const site = await server.api('POST', '/v1/sites', { body: { name: 'S', origins: [server.url, shop.origin] } });
  const body = { siteId: site.body.id, pageId: '42', key: 'tea', variant: 'button' };
  await server.api('POST', '/v1/entry-points', { body });
});
afterAll(async () => {
  await Promise.all([server?.stop(), shop?.close()]);
});
beforeEach(async () => {
  context = await browser().newContext({ locale: 'en-US' });
  await context.route('https://m.me/**', (route) => route.fulfill({ body: 'Messenger' }));
  page = await context.newPage();
});
afterEach(() => context.close());

/** Opens a page with elements of the entry point `tea`, and listens to what it tells. */
async function openPage(): Promise<Told[]> {
  const told: Told[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/v1/stages')) told.push(...JSON.parse(request.postData() ?? '').stages);
  });
  await stopTime();
  await page.goto(`${server.url}/demo?entry=tea`);
  await page.locator('messenger-button[entry=tea]').first().waitFor();
  await allDefined();
  return told;
}

/** Has the page's time pass only where a test lets it: nothing is told before. */
async function stopTime(): Promise<void> {
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
}

/** What is counted is what is defined by then, and the parts of the widget come one after the other. */
const allDefined = () => page.waitForFunction(() => !document.querySelector('[entry]:not(:defined)'));

interface Shown {
  readonly told: Told[];
  /** How the server answered each call. */
  readonly answers: number[];
  readonly errors: string[];
}

const elementOf = (entry: string, more = '', tag = 'messenger-button') =>
  `<${tag} entry="${entry}" ${more}><a href="https://m.me/42?ref=TEA1">Message us</a></${tag}>`;

/** Looks again and again, and lets the widget's time pass meanwhile. */
const soon =
  <T>(look: () => T) =>
  async () => {
    await page.clock.fastForward(500);
    return await look();
  };

async function goShopping(html: string): Promise<void> {
  const script = `<script async src="${server.url}/widget.js"></script>`;
  shop.page = { html: `<!doctype html><html lang="en"><title>Shop</title>${html}${script}</html>`, headers: {} };
  await page.goto(shop.origin);
}

/** Opens a page of the shop with these elements, once it has told what rendered. */
async function openShop(html: string): Promise<Shown> {
  const shown: Shown = { told: [], answers: [], errors: [] };
  page.on('pageerror', ({ message }) => shown.errors.push(message));
  page.on('request', (request) => {
    if (request.url().endsWith('/v1/stages')) shown.told.push(...JSON.parse(request.postData() ?? '').stages);
  });
  page.on('response', (answer) => {
    if (answer.url().endsWith('/v1/stages')) shown.answers.push(answer.status());
  });
  await stopTime();
  await goShopping(html);
  await allDefined();
  await expect.poll(soon(() => shown.answers.length)).toBeGreaterThan(0);
  return shown;
}

const leave = () => page.evaluate(() => void dispatchEvent(new Event('pagehide')));
const sums = (told: readonly Told[], stage: string) =>
  told.filter((one) => one.stage === stage).reduce((sum, { count = 1 }) => sum + count, 0);

describe('what is counted', () => {
  it('is whole, however many entry points a page has, and in spite of keys that are none', async () => {
    const keys = Array.from({ length: 70 }, (_, i) => `k${i + 1}`);
    const shown = await openShop([...keys, 'tea', 'Spring Sale!'].map((key) => elementOf(key)).join(''));
    expect(shown.told.map(({ entryPoint }) => entryPoint).toSorted()).toEqual([...keys, 'tea'].toSorted());
    await leave();
    await expect.poll(() => shown.answers).toEqual([202, 202]);
    expect(shown.told).toHaveLength(71);
  });

  it('is the link that was clicked, not the greeting, the panel and its code, or the button behind a call', async () => {
    const shown = await openShop(elementOf('tea', 'greeting="Hello" greeting-delay="0"', 'messenger-bubble'));
    const bubble = page.locator('messenger-bubble');
    await bubble.getByRole('button', { name: 'Close' }).click();
    const launcher = bubble.locator('.launcher');
    await launcher.click();
    await bubble.locator('messenger-qr').getByRole('img').waitFor();
    await Promise.all([context.waitForEvent('page'), page.evaluate(`Threadtie.open('tea')`)]);
    await leave();
    await expect.poll(soon(() => sums(shown.told, 'opened'))).toBe(1);
    expect([sums(shown.told, 'rendered'), sums(shown.told, 'clicked')]).toEqual([1, 0]);
    await Promise.all([context.waitForEvent('page'), bubble.locator('> a').click()]);
    await leave();
    await expect.poll(() => [sums(shown.told, 'clicked'), sums(shown.told, 'opened')]).toEqual([1, 2]);
  });

  it('happened when it did, also in a tab that was left open for hours and days', async () => {
    const shown = await openShop(elementOf('tea'));
    const clickLater = async (hours: number) => {
      const before = shown.answers.length;
      await page.evaluate((ms) => {
        const real = Date.now;
        Date.now = () => real() + ms;
      }, hours * HOUR);
      await Promise.all([context.waitForEvent('page'), page.locator('a').click()]);
      await leave();
      await expect.poll(() => shown.answers.length).toBeGreaterThan(before);
    };
    await clickLater(5);
    await clickLater(25);
    const clicks = shown.told.filter(({ stage, count }) => stage === 'clicked' && count);
    expect(clicks.map(({ count, ago = HOUR }) => [count, ago < 60_000])).toEqual([
      [1, true],
      [1, true],
    ]);
    expect(new Set(shown.answers)).toEqual(new Set([202]));
  });

  it('is nothing that a page makes up, and what it makes up breaks nothing', async () => {
    const shown = await openShop(elementOf('tea'));
    await page.evaluate(() => {
      const names = ['messenger-open', 'messenger-error'];
      for (const name of names) document.querySelector('a')?.dispatchEvent(new CustomEvent(name, { bubbles: true }));
      for (let i = 0; i < 100; i++) {
        dispatchEvent(new CustomEvent('messenger-open', { detail: { entry: `junk${i}` } }));
        dispatchEvent(new CustomEvent('messenger-error', { detail: { entry: `junk${i}`, code: 'plugin_failed' } }));
      }
    });
    await Promise.all([context.waitForEvent('page'), page.locator('a').click()]);
    await leave();
    await expect.poll(() => sums(shown.told, 'opened')).toBe(1);
    expect(shown.told.map(({ entryPoint }) => entryPoint)).toEqual(Array(shown.told.length).fill('tea'));
    expect(shown.errors).toEqual([]);
  });

  it('is counted by a file that is asked for after the button was painted', async () => {
    await page.addInitScript(() => {
      new MutationObserver((_, observer) => {
        if (!document.querySelector('messenger-button[state]')) return;
        observer.disconnect();
        requestAnimationFrame(() => performance.mark('painting'));
      }).observe(document, { subtree: true, childList: true, attributes: true });
    });
    await goShopping(elementOf('tea'));
    const part = `${server.url}/widget-stages.mjs`;
    await page.waitForFunction((url) => performance.getEntriesByName(url).length > 0, part);
    const [painting, asked] = await page.evaluate((url) => {
      const [mark, file] = [performance.getEntriesByName('painting')[0], performance.getEntriesByName(url)[0]];
      return [mark?.startTime ?? Infinity, file?.startTime ?? 0];
    }, part);
    expect(asked).toBeGreaterThan(painting ?? Infinity);
  });
});

describe('the stages a page tells', () => {
  it('count what rendered once, however many elements and calls', async () => {
    const told = await openPage();
    await page.evaluate(`Threadtie.load('stages') && undefined`);
    await expect.poll(soon(() => told.length)).toBe(1);
    const there = await page.evaluate(() => document.querySelectorAll('[entry=tea]:defined').length);
    expect(told[0]).toMatchObject({ entryPoint: 'tea', stage: 'rendered', count: there });
    await page.evaluate(() => dispatchEvent(new Event('pagehide')));
    await page.waitForTimeout(200);
    expect(told).toHaveLength(1);
  });

  it('are those of the visit once there is one, and no cookie comes of it', async () => {
    const told = await openPage();
    await expect.poll(soon(() => told.length)).toBe(1);
    const registered = page.waitForResponse((response) => response.url().endsWith('/v1/refs'));
    await page.locator('messenger-button a').first().click();
    const { id } = await (await registered).json();
    await expect.poll(() => page.evaluate('sessionStorage.length')).toBe(1);
    await expect.poll(soon(() => told.length)).toBe(4);
    const ofVisit = told.slice(1).map(({ stage, count, refId }) => [stage, count, refId]);
    expect(ofVisit).toEqual([
      ['rendered', 0, id],
      ['clicked', 1, id],
      ['opened', 1, id],
    ]);
    expect(await context.cookies()).toEqual([]);
  });

  it('reach the counts of the entry point', async () => {
    await openPage();
    const opened = async () => {
      const { body } = await server.api('GET', '/v1/entry-points/tea/stages');
      return body.totals.map((one: { stage: string }) => one.stage);
    };
    await expect.poll(soon(opened), { timeout: 10_000 }).toContain('rendered');
  });
});
