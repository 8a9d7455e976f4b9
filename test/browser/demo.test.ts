import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { TestServer } from '../support/server.ts';
import { type DemoPage, useDemoPage } from './demo-page.ts';
import { findFaults } from './find-faults.ts';

let server: TestServer;
let context: BrowserContext;
let page: Page;
let problems: string[];
let open: DemoPage['open'];
let choose: DemoPage['choose'];
useDemoPage((demo) => ({ server, context, page, problems, open, choose } = demo), {
  permissions: ['clipboard-read', 'clipboard-write'],
});

const button = () => page.locator('messenger-button').first();
/** What the bubble says comes with a part of its own: until then it is there to be heard, but not to be seen. */
const bubbleSpeaks = () =>
  page.waitForFunction(() => {
    const panel = document.querySelector('messenger-bubble')?.shadowRoot?.querySelector('.panel');
    return panel && getComputedStyle(panel).opacity === '1';
  });

describe('/demo', () => {
  it.each([
    ['light', 'en', 'ltr'],
    ['dark', 'he', 'rtl'],
  ])('has nothing that axe objects to in the %s theme, in %s, which it shows %s', async (theme, lang, dir) => {
    await open();
    await choose('theme', theme);
    await choose('lang', lang);
    await choose('state', 'linked');
    await page.locator('messenger-button[state=linked]').first().waitFor();
    await bubbleSpeaks();
    expect(await page.evaluate(() => document.documentElement.dir)).toBe(dir);
    expect(await findFaults(page)).toEqual([]);
  });

  it('fits a window of 320 pixels without scrolling sideways', async () => {
    await page.setViewportSize({ width: 320, height: 640 });
    await open();
    const [needed, there] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(needed).toBeLessThanOrEqual(there ?? 0);
  });

  it('shows every state without telling the server of a visit', async () => {
    const told: string[] = [];
    page.on('request', (request) => request.url().includes('/v1/') && told.push(request.url()));
    await open();
    for (const [wanted, shown] of [
      ['waiting', 'waiting'],
      ['linked', 'linked'],
      ['match', 'arrived'],
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
    await open();
    await choose('theme', theme);
    await choose('width', width);
    await choose('lang', lang);
    const launcher = page.locator('messenger-bubble').first().locator('button.launcher');
    const view = page.viewportSize() ?? { width: 0, height: 0 };
    const x = lang === 'he' ? 20 : view.width - 76;
    await expect.poll(() => launcher.boundingBox()).toEqual({ x, y: view.height - 76, width: 56, height: 56 });
  });

  it('is worked by the keyboard', async () => {
    await open();
    for (let i = 0; i < 5; i++) await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('width');
    await page.keyboard.press('Tab');
    const [opened] = await Promise.all([context.waitForEvent('page'), page.keyboard.press('Enter')]);
    await opened.getByRole('heading', { name: 'Here Messenger opens' }).waitFor();
    expect(new URL(opened.url()).searchParams.get('ref')).toMatch(/^DEMO1_/);
  });

  it('copies the code as a site writes it', async () => {
    await open();
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
    await open('/demo?entry=nobody');
    await expect.poll(() => page.locator('#mode').textContent()).toMatch(/No entry point|not found|no such|unknown/i);
    expect(await button().getAttribute('entry')).toBe('demo-button');
    // The browser itself writes down that the server answered 404.
    expect(problems.splice(0).every((text) => text.includes('404'))).toBe(true);
  });

  it('shows an entry point of the installation', async () => {
    const { url } = await makeEntry();
    await open('/demo?entry=tea');
    await page.getByText('Pine & Kettle').waitFor();
    const link = page.locator('messenger-button a').first();
    await expect.poll(() => link.getAttribute('href')).toBe(url);
    expect(await button().getAttribute('entry')).toBe('tea');
  });
});
