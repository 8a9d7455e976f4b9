import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildWidget } from '../../widget/build.ts';
import { launchBrowser } from '../support/browser.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { type Shop, startShop } from './button-shop.ts';

let server: TestServer;
let shop: Shop;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let snippets: Record<string, string>;
let link: string;

beforeAll(async () => {
  await buildWidget();
  server = await startTestServer('sqlite');
  shop = await startShop();
  browser = await launchBrowser();
  snippets = await readSnippets();
  await server.api('PUT', '/v1/pages/42', { body: { name: 'Shop', accessToken: 'EAAtoken' } });
  const site = await server.api('POST', '/v1/sites', { body: { name: 'S', origins: [shop.origin] } });
  const body = { siteId: site.body.id, pageId: '42', key: 'tea', variant: 'button' };
  link = (await server.api('POST', '/v1/entry-points', { body })).body.url;
});
afterAll(async () => {
  await browser?.close();
  await Promise.all([server?.stop(), shop?.close()]);
});
beforeEach(async () => {
  context = await browser.newContext({ locale: 'en-US' });
  page = await context.newPage();
});
afterEach(() => context.close());

/** The snippets as the demo shows them, by place. */
async function readSnippets(): Promise<Record<string, string>> {
  const reader = await browser.newPage();
  await reader.goto(`${server.url}/demo`);
  const blocks = reader.locator('[data-snippet]');
  await blocks.first().waitFor();
  const found = await blocks.evaluateAll((all) =>
    all.map((block) => [block.getAttribute('data-snippet') ?? '', block.querySelector('pre')?.textContent ?? '']),
  );
  await reader.close();
  return Object.fromEntries(found);
}

/** A page with the snippet in it, as whoever pastes it would fill it in. */
async function paste(id: string, change: (code: string) => string = (code) => code): Promise<void> {
  const code = change(snippets[id] ?? '')
    .replaceAll('https://m.me/PAGE?ref=CODE', link)
    .replaceAll('entry="KEY"', 'entry="tea"')
    .replaceAll("'KEY'", "'tea'")
    .replaceAll('"PAGE"', '"42"');
  shop.page = {
    html: `<!doctype html><html lang="en"><title>Shop</title><body><h1>Shop</h1>${code}</html>`,
    headers: {},
  };
  await page.goto(shop.origin);
}

const isUpgraded = (name: string) => page.locator(`${name}:defined[state=idle]`).first().waitFor({ state: 'attached' });

describe('the snippets of the demo', () => {
  it.each(['html', 'wordpress', 'shopify'])('put a button with a working link into a page: %s', async (id) => {
    await paste(id);
    await isUpgraded('messenger-button');
    expect(await page.locator('messenger-button a').getAttribute('href')).toBe(link);
    expect(await page.locator('messenger-button').getAttribute('entry')).toBe('tea');
  });

  it('add a bubble by a script, as a tag manager does', async () => {
    await paste('tag-manager');
    await isUpgraded('messenger-bubble');
    expect(await page.locator('messenger-bubble a').getAttribute('href')).toBe(link);
  });

  it('bring back the old plugin markup', async () => {
    await paste('takeover');
    await isUpgraded('messenger-button');
    expect(await page.locator('messenger-button a').getAttribute('href')).toBe(link);
  });

  it('render the component for Next as the markup of a page', async () => {
    // The component's own markup, as the server renders it; the framework itself is not here.
    const markup = (code: string) =>
      `<script src="${server.url}/widget.js"></script>${/<messenger-button[\s\S]*<\/messenger-button>/.exec(code)?.[0] ?? ''}`;
    await paste('next', (code) => markup(code).replace('{order}', '"order-55"'));
    await isUpgraded('messenger-button');
    expect(await page.locator('messenger-button').getAttribute('data-ref')).toBe('order-55');
  });
});
