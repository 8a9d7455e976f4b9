import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildWidget } from '../../widget/build.ts';
import { launchBrowser } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { findFaults } from './find-faults.ts';

let server: TestServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let problems: string[];
let hosts: Set<string>;

beforeAll(async () => {
  await buildWidget();
  server = await startTestServer('sqlite');
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

beforeEach(async () => {
  context = await browser.newContext({ locale: 'en-US', permissions: ['clipboard-read', 'clipboard-write'] });
  problems = [];
  hosts = new Set();
  context.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  context.on('request', (request) => hosts.add(new URL(request.url()).host));
  page = await context.newPage();
  page.on('pageerror', (error) => problems.push(error.message));
});
afterEach(async () => {
  await context.close();
  expect(problems).toEqual([]);
  expect([...hosts]).toEqual([new URL(server.url).host]);
});

const choose = (name: string, value: string) => page.locator(`select[name=${name}]`).selectOption(value);
const button = () => page.locator('messenger-button').first();

async function openDemo(query = ''): Promise<void> {
  await page.goto(`${server.url}/demo${query}`);
  await page.waitForFunction(() => customElements.get('messenger-button') !== undefined);
}

describe('/demo', () => {
  it.each([
    ['light', 'en', 'ltr'],
    ['dark', 'he', 'rtl'],
  ])('has nothing that axe objects to in the %s theme, in %s, which it shows %s', async (theme, lang, dir) => {
    await openDemo();
    await choose('theme', theme);
    await choose('lang', lang);
    await choose('state', 'linked');
    await page.locator('messenger-button[state=linked]').first().waitFor();
    expect(await page.evaluate(() => document.documentElement.dir)).toBe(dir);
    expect(await findFaults(page)).toEqual([]);
  });

  it('fits a window of 320 pixels without scrolling sideways', async () => {
    await page.setViewportSize({ width: 320, height: 640 });
    await openDemo();
    const [needed, there] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(needed).toBeLessThanOrEqual(there ?? 0);
  });

  it('shows every state without telling the server of a visit', async () => {
    const told: string[] = [];
    page.on('request', (request) => request.url().includes('/v1/') && told.push(request.url()));
    await openDemo();
    for (const [wanted, shown] of [
      ['waiting', 'waiting'],
      ['linked', 'linked'],
      ['refused', 'failed'],
      ['idle', 'idle'],
    ] as const) {
      await choose('state', wanted);
      await expect.poll(() => button().getAttribute('state')).toBe(shown);
    }
    expect(told).toEqual([]);
  });

  it.each([
    ['light', 'full', 'en'],
    ['dark', 'phone', 'en'],
    ['auto', 'full', 'he'],
  ])('has the bubble in the corner of the window: %s, %s, %s', async (theme, width, lang) => {
    await openDemo();
    await choose('theme', theme);
    await choose('width', width);
    await choose('lang', lang);
    const launcher = page.locator('messenger-bubble').first().locator('button.launcher');
    const view = page.viewportSize() ?? { width: 0, height: 0 };
    const x = lang === 'he' ? 20 : view.width - 76;
    await expect.poll(() => launcher.boundingBox()).toEqual({ x, y: view.height - 76, width: 56, height: 56 });
  });

  it('is worked by the keyboard', async () => {
    await openDemo();
    for (let i = 0; i < 5; i++) await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('width');
    await page.keyboard.press('Tab');
    const [opened] = await Promise.all([context.waitForEvent('page'), page.keyboard.press('Enter')]);
    await opened.getByRole('heading', { name: 'Here Messenger opens' }).waitFor();
    expect(new URL(opened.url()).searchParams.get('ref')).toMatch(/^DEMO1_/);
  });

  it('copies the code as a site writes it', async () => {
    await openDemo();
    await page.locator('main figure').first().getByRole('button', { name: 'Copy the markup' }).click();
    await page.getByText('Copied.').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain('<messenger-button entry="KEY" data-ref="order-55">');
    expect(copied).toContain('<a href="https://m.me/PAGE?ref=CODE">Message us</a>');
  });
});

describe('/demo?entry=', () => {
  const makeEntry = async () => {
    await server.api('PUT', '/v1/pages/42', { body: { name: 'Pine & Kettle', accessToken: 'EAAtoken' } });
    const site = await server.api('POST', '/v1/sites', { body: { name: 'S', origins: [] } });
    const body = { siteId: site.body.id, pageId: '42', key: 'tea', variant: 'button' };
    return (await server.api('POST', '/v1/entry-points', { body })).body;
  };

  it('says why not where there is no such entry point, and plays no state of it', async () => {
    await openDemo('?entry=nobody');
    await expect.poll(() => page.locator('#mode').textContent()).toMatch(/No entry point|not found|no such|unknown/i);
    expect(await button().getAttribute('entry')).toBe('demo-button');
    // The browser itself writes down that the server answered 404.
    expect(problems.splice(0).every((text) => text.includes('404'))).toBe(true);
  });

  it('shows an entry point of the installation', async () => {
    const { url } = await makeEntry();
    await openDemo('?entry=tea');
    await page.getByText('Pine & Kettle').waitFor();
    const link = page.locator('messenger-button a').first();
    await expect.poll(() => link.getAttribute('href')).toBe(url);
    expect(await button().getAttribute('entry')).toBe('tea');
  });
});
