import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { ButtonApi } from './button-api.ts';
import type { Shop } from './button-shop.ts';
import { type ShopVisit, useShopVisit } from './shop-visit.ts';

const ACCEPTED = { status: 'accepted', code: null, message: null } as const;

let api: ButtonApi;
let shop: Shop;
let page: Page;
let newPage: ShopVisit['newPage'];
useShopVisit((visit) => {
  ({ api, shop, newPage } = visit);
  api.identity = ACCEPTED;
  shop.css = 'html { color-scheme: light dark; }';
  const button = `<messenger-button entry="spring-sale"><a href="${shop.origin}/m/1067?ref=SPRING1">Message us</a></messenger-button>`;
  shop.page = {
    html: `<!doctype html><html lang="en"><title>Shop</title><link rel="stylesheet" href="/shop.css"><main><h1>Shop</h1>
      ${button}</main><script async src="${api.origin}/widget.js"></script></html>`,
    headers: {},
  };
});

const reaches = (state: string) => page.locator(`messenger-button[state="${state}"]`).waitFor({ timeout: 15_000 });

async function visit(options: BrowserContextOptions = {}, isTimed = false): Promise<void> {
  page = await newPage(options);
  if (isTimed) await page.clock.install();
  await page.goto(shop.origin);
  await reaches('idle');
}

async function open(): Promise<void> {
  const asked = api.requests.length;
  await page.getByRole('link').click();
  await expect.poll(() => api.requests.slice(asked).some((request) => request.startsWith('GET /v1/refs'))).toBe(true);
}

describe('what the server says', () => {
  it('is shown and told in order, and ends the watch', async () => {
    await visit();
    await page.evaluate(() => {
      const heard: string[] = [];
      Object.assign(window, { heard });
      for (const name of ['open', 'arrived', 'linked', 'error']) {
        addEventListener(`messenger-${name}`, (event) =>
          heard.push(`${event.type} ${(event as CustomEvent).detail.entry}`),
        );
      }
    });
    await open();
    api.say('arrived');
    await reaches('arrived');
    api.say('linked');
    await reaches('linked');
    expect(await page.evaluate('heard')).toEqual([
      'messenger-open spring-sale',
      'messenger-arrived spring-sale',
      'messenger-linked spring-sale',
    ]);
    expect(await page.evaluate('sessionStorage.length')).toBe(0);
  });

  it('arrives again by a new stream when the old one broke', async () => {
    await visit({}, true);
    await open();
    const watches = () =>
      api.requests.filter((request) => request.endsWith('/events') && !request.startsWith('OPTIONS')).length;
    await expect.poll(watches).toBe(1);
    api.hangUp();
    api.say('linked');
    const later = async () => {
      await page.clock.fastForward(500);
      return watches();
    };
    await expect.poll(later).toBe(2);
    await reaches('linked');
  });

  it('is asked for where no stream gets through', async () => {
    api.stream = 'refused';
    await visit({}, true);
    await open();
    const asked = async () => {
      await page.clock.fastForward(1000);
      return api.requests.filter((request) => request === 'GET /v1/refs/ref_1').length;
    };
    await expect.poll(asked, { timeout: 15_000 }).toBe(1);
    api.say('linked');
    await expect.poll(asked, { timeout: 15_000 }).toBe(2);
    await reaches('linked');
  });

  it('is still watched for after the page was loaded again', async () => {
    await visit();
    await open();
    await expect.poll(() => page.evaluate('sessionStorage.length')).toBe(1);
    await page.reload();
    await reaches('waiting');
    api.say('linked');
    await reaches('linked');
  });

  it('is the last word once a visitor without account has arrived', async () => {
    api.identity = { status: 'none', code: null, message: null };
    await visit();
    await open();
    api.say('arrived');
    await reaches('arrived');
    expect(await page.evaluate('sessionStorage.length')).toBe(0);
  });

  it('is listened to with the part of the widget that stands beside a pinned script', async () => {
    shop.page = { ...shop.page, html: shop.page.html.replace('/widget.js', '/widget/v/1.2.3/widget.js') };
    await visit();
    await open();
    api.say('linked');
    await reaches('linked');
    expect(api.requests.filter((request) => request.includes('widget'))).toEqual([
      'GET /widget/v/1.2.3/widget.js',
      'GET /widget/v/1.2.3/widget-watch.mjs',
    ]);
  });

  it('is what a refused identity is explained with', async () => {
    api.identity = { status: 'refused', code: 'user_token_expired', message: 'The token had expired.' };
    await visit();
    const warned = page.waitForEvent('console', (message) => message.text().includes('user_token_expired'));
    await open();
    expect((await warned).text()).toContain('The token had expired.');
    await reaches('waiting');
  });
});

describe('the look', () => {
  it('keeps the label readable under the page’s own rules for links', async () => {
    shop.css = 'a, a:visited { color: rgb(0, 0, 255); text-decoration: underline; background: none }';
    await visit();
    const look = await page.getByRole('link').evaluate((link) => {
      const { color, backgroundColor, textDecorationLine } = getComputedStyle(link);
      return [color, backgroundColor, textDecorationLine];
    });
    expect(look).toEqual(['rgb(255, 255, 255)', 'rgb(43, 95, 217)', 'none']);
  });
});
