import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildWidget } from '../../widget/build.ts';
import { launchBrowser } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

interface Told {
  readonly entryPoint: string;
  readonly stage: string;
  readonly count?: number;
  readonly refId?: string;
}

let server: TestServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  await buildWidget();
  server = await startTestServer('sqlite');
  browser = await launchBrowser();
  await server.api('PUT', '/v1/pages/42', { body: { name: 'Pine & Kettle', accessToken: 'EAAtoken' } });
  const site = await server.api('POST', '/v1/sites', { body: { name: 'S', origins: [server.url] } });
  const body = { siteId: site.body.id, pageId: '42', key: 'tea', variant: 'button' };
  await server.api('POST', '/v1/entry-points', { body });
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});
beforeEach(async () => {
  context = await browser.newContext({ locale: 'en-US' });
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
  await page.goto(`${server.url}/demo?entry=tea`);
  await page.locator('messenger-button[entry=tea]').first().waitFor();
  return told;
}

describe('the stages a page tells', () => {
  it('count what rendered once, however many elements and calls', async () => {
    const told = await openPage();
    await page.evaluate(`Threadtie.load('stages') && undefined`);
    await expect.poll(() => told.length, { timeout: 5000 }).toBe(1);
    const there = await page.evaluate(() => document.querySelectorAll('[entry=tea]:defined').length);
    expect(told[0]).toMatchObject({ entryPoint: 'tea', stage: 'rendered', count: there });
    await page.evaluate(() => dispatchEvent(new Event('pagehide')));
    await page.waitForTimeout(200);
    expect(told).toHaveLength(1);
  });

  it('are those of the visit once there is one, and no cookie comes of it', async () => {
    const told = await openPage();
    await expect.poll(() => told.length, { timeout: 5000 }).toBe(1);
    const registered = page.waitForResponse((response) => response.url().endsWith('/v1/refs'));
    await page.locator('messenger-button a').first().click();
    const { id } = await (await registered).json();
    await expect.poll(() => told.length, { timeout: 5000 }).toBe(4);
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
    await expect.poll(opened, { timeout: 10_000 }).toContain('rendered');
  });
});
