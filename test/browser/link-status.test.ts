import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { ButtonApi } from './button-api.ts';
import { type Shop, strictPolicy } from './button-shop.ts';
import { type ShopVisit, useShopVisit } from './shop-visit.ts';

const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
const CONNECTED = 'connected-as="Ada L." disconnect-url="/token"';

let api: ButtonApi;
let shop: Shop;
let page: Page;
let newPage: ShopVisit['newPage'];
let problems: string[];
useShopVisit((visit) => {
  ({ api, shop, newPage, problems } = visit);
  api.identity = { status: 'accepted', code: null, message: null };
  shop.css = 'html { color-scheme: light dark; }';
});

async function visit(attributes = '', options: BrowserContextOptions = {}, dir = 'ltr'): Promise<void> {
  shop.page = {
    html: `<!doctype html><html lang="en" dir="${dir}"><title>Shop</title><link rel="stylesheet" href="/shop.css"><main><h1>Account</h1>
      <messenger-link-status entry="spring-sale" ${attributes}><a href="${shop.origin}/m/1067?ref=SPRING1">Connect
      Messenger</a></messenger-link-status></main><script async src="${api.origin}/widget.js"></script></html>`,
    headers: {},
  };
  page = await newPage(options);
  await page.goto(shop.origin);
  await page.locator('messenger-link-status:defined').waitFor();
}

const element = () => page.locator('messenger-link-status');
const disconnect = () => page.getByRole('button', { name: 'Disconnect' });

async function audit(): Promise<string[]> {
  await page.evaluate(AXE);
  const results = await page.evaluate<AxeResults>('axe.run()');
  return results.violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html}`);
}

describe.each([
  ['light', 'ltr'],
  ['dark', 'rtl'],
] as const)('in the %s scheme, %s', (colorScheme, dir) => {
  it.each([
    ['nobody is connected', ''],
    ['somebody is connected', CONNECTED],
  ])('axe finds nothing where %s', async (_, attributes) => {
    await visit(attributes, { colorScheme }, dir);
    expect(await audit()).toEqual([]);
  });
});

describe('where nobody is connected', () => {
  it('it says so, and offers the link in the site’s words', async () => {
    await visit();
    await page.getByText('Not connected to Messenger').waitFor();
    expect(await page.getByRole('link').textContent()).toMatch(/^Connect\s+Messenger$/);
    expect(await disconnect().count()).toBe(0);
  });

  it('it connects, and then offers to connect another account', async () => {
    await visit('disconnect-url="/token"');
    await page.getByRole('link').click();
    await expect.poll(() => api.streams.size).toBe(1);
    api.say('linked');
    await page.locator('messenger-link-status[state=linked]').waitFor();
    expect(await page.getByRole('link').textContent()).toBe('Connect another account');
    expect(await disconnect().isVisible()).toBe(true);
    expect(await page.getByText('Not connected').count()).toBe(0);
  });
});

describe('the link’s own markup', () => {
  it('gives way while an account is connected, and comes back as the site wrote it', async () => {
    await visit('connected-as="Ada L."');
    const before = `<img alt="" src="data:,"> <b>Connect</b> it`;
    await page.evaluate((html) => {
      const link = document.querySelector('messenger-link-status a');
      if (link) link.innerHTML = html;
      Object.assign(window, { bold: link?.querySelector('b') });
      document.querySelector('messenger-link-status')?.setAttribute('connected-as', 'Ada M.');
    }, before);
    await page.getByRole('link', { name: 'Connect another account' }).waitFor();
    await page.evaluate('Threadtie.logout()');
    await page.getByRole('link', { name: 'Connect it' }).waitFor();
    expect(await page.getByRole('link').evaluate((link) => link.innerHTML)).toBe(before);
    expect(await page.evaluate(`bold === document.querySelector('a b')`)).toBe(true);
  });

  it('is left alone where it is an image alone', async () => {
    await visit();
    await element().evaluate((host) => {
      const link = host.querySelector('a');
      if (link) link.innerHTML = '<img alt="Connect Messenger" src="data:,">';
      host.setAttribute('data-ref', 'order-55');
    });
    await page.getByRole('link', { name: 'Connect Messenger' }).waitFor();
    await page.locator('messenger-link-status[state=idle]').waitFor();
    expect(await page.locator('a > img').count()).toBe(1);
  });
});

describe('where somebody is connected', () => {
  it('it names the account as text, whatever is in the name', async () => {
    await visit('connected-as="$& &lt;img src=x&gt;"');
    await page.getByText('Connected as $& <img src=x>').waitFor();
    expect(await page.locator('img').count()).toBe(0);
  });

  it('the site ends the link at the button, the page is told, and the focus stays within', async () => {
    await visit(CONNECTED);
    await page.evaluate(
      `addEventListener('messenger-unlinked', ({ detail }) => Object.assign(window, { told: detail }))`,
    );
    const asked = page.waitForRequest((request) => request.url().endsWith('/token'));
    await disconnect().press('Enter');
    expect((await asked).postDataJSON()).toEqual({ entry: 'spring-sale' });
    await page.getByText('Not connected to Messenger').waitFor();
    expect(await page.evaluate('told')).toEqual({ entry: 'spring-sale' });
    expect(await page.getByRole('link').evaluate((link) => link.matches(':focus'))).toBe(true);
  });

  it('it stays connected where the site does not end the link, and says so', async () => {
    await visit(CONNECTED);
    shop.token = { status: 500, text: '' };
    const warned = page.waitForEvent('console', (message) => message.text().includes('status 500, not 2xx'));
    await disconnect().click();
    await page.getByRole('status').getByText('That did not work').waitFor();
    await warned;
    expect(await page.getByText('Connected as Ada L.').isVisible()).toBe(true);
  });

  it('it asks another origin for nothing', async () => {
    await visit('connected-as="Ada L." disconnect-url="http://localhost:9/end"');
    const warned = page.waitForEvent('console', (message) => message.text().includes('disconnect_failed'));
    await disconnect().click();
    expect((await warned).text()).toContain('messenger-link-status');
  });

  it('a page’s own function takes the place of the address', async () => {
    await visit('connected-as="Ada L."');
    expect(await disconnect().count()).toBe(0);
    await element().evaluate((it) => Object.assign(it, { disconnect: () => Promise.resolve() }) && undefined);
    await disconnect().click();
    await page.getByText('Not connected to Messenger').waitFor();
    expect(await element().getAttribute('state')).toBe('idle');
  });

  it('works under a policy that allows no inline script, no style and no text as code', async () => {
    await visit(CONNECTED);
    shop.page = { ...shop.page, headers: strictPolicy(api.origin, shop.origin) };
    await page.reload();
    await disconnect().click();
    await page.getByText('Not connected to Messenger').waitFor();
    expect(problems.splice(0).filter((text) => !text.includes('shop.css'))).toEqual([]);
  });

  it('a screen of 320 holds it, and every control is 44 pixels high', async () => {
    await visit(CONNECTED, { viewport: { width: 320, height: 600 } });
    const heights = [await disconnect().boundingBox(), await page.getByRole('link').boundingBox()].map(
      (box) => box?.height,
    );
    for (const height of heights) expect(height).toBeGreaterThanOrEqual(44);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
  });
});
