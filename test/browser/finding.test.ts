import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { ButtonApi } from './button-api.ts';
import type { Shop } from './button-shop.ts';
import { block } from './hostile-page.ts';
import { useOpenVisit } from './shop-visit.ts';

let api: ButtonApi;
let shop: Shop;
let context: BrowserContext;
let page: Page;
useOpenVisit((visit) => ({ api, shop, context, page } = visit));

const anchor = (text: string) => `<a href="${shop.origin}/m/1067?ref=SPRING1">${text}</a>`;
const button = (attributes: string, text = 'Message us') =>
  `<messenger-button ${attributes}>${anchor(text)}</messenger-button>`;

async function visit(body: string, { attributes = '', lang = 'en' } = {}): Promise<void> {
  const tag = `<script async ${attributes} src="${api.origin}/widget.js"></script>`;
  shop.page = {
    html: `<!doctype html><html lang="${lang}"><title>Shop</title><main>${body}</main>${tag}</html>`,
    headers: {},
  };
  await page.goto(shop.origin);
  await page.waitForFunction(`'Threadtie' in window || !('adoptedStyleSheets' in document)`);
}

const loads = (part: string) => expect.poll(() => api.requests).toContain(`GET /widget-${part}.mjs`);

describe('an element alone in a shadow root is found', () => {
  const QR = () => `<messenger-qr entry="spring-sale">${anchor('Scan')}</messenger-qr>`;

  it('where a script attaches the root to what was there', async () => {
    await visit('<div id="host"></div>');
    await page.waitForLoadState('networkidle');
    await page.evaluate((html) => {
      const root = document.getElementById('host')?.attachShadow({ mode: 'open' });
      if (root) root.innerHTML = `<div id="inner"></div>${html}`;
    }, QR());
    await expect.poll(() => page.locator('messenger-qr .code').count()).toBe(1);
  });

  it('where the root came with the page, in another root', async () => {
    const template = (html: string) => `<div><template shadowrootmode="open">${html}</template></div>`;
    await visit(template(template(QR())));
    await expect.poll(() => page.locator('messenger-qr .code').count()).toBe(1);
  });

  it('where its host is defined later, and takes no room', async () => {
    await visit('<shop-card style="display: block; height: 9px; overflow: hidden"></shop-card>');
    await page.waitForLoadState('networkidle');
    await page.evaluate((html) => {
      const Card = class extends HTMLElement {
        connectedCallback(): void {
          this.attachShadow({ mode: 'open' }).innerHTML = html;
        }
      };
      customElements.define('shop-card', Card);
    }, QR());
    await expect.poll(() => api.requests).toContain('GET /widget-qr.mjs');
  });
});

describe('an attribute that is set later', () => {
  it('has its part loaded: plugin', async () => {
    await visit(button('entry="spring-sale"'));
    await page.locator('messenger-button:defined').waitFor();
    expect(api.requests).not.toContain('GET /widget-plugin.mjs');
    await page.evaluate(() => document.querySelector('messenger-button')?.setAttribute('plugin', ''));
    await loads('plugin');
  });

  it('is not taken for another one: qr', async () => {
    await visit(button('entry="spring-sale" qr bubble'));
    await page.locator('messenger-button:defined').waitFor();
    await page.waitForTimeout(200);
    expect(api.requests.filter((request) => /qr|bubble/.test(request))).toEqual([]);
  });
});

describe('a label', () => {
  const link = () => page.locator('messenger-button a');
  const said = () => link().evaluate((a) => [a.textContent, a.querySelector('[lang]')?.getAttribute('lang') ?? '']);

  it('follows its attributes and the language of the page', async () => {
    await visit(button('entry="spring-sale" label="One"', ''));
    await expect.poll(said).toEqual(['One', '']);
    const set = (name: string, value: string | null) =>
      page.evaluate(
        ([key = '', to]) => {
          const element = document.querySelector('messenger-button');
          if (to === null) element?.removeAttribute(key);
          else element?.setAttribute(key, to ?? '');
        },
        [name, value] as const,
      );
    await set('label', 'Two');
    await expect.poll(said).toEqual(['Two', '']);
    await set('label', null);
    await expect.poll(said).toEqual(['', '']);
    await set('cta-text', 'GET_STARTED');
    await expect.poll(said).toEqual(['Get started', 'en']);
    await set('cta-text', 'SUBSCRIBE_IN_MESSENGER');
    await expect.poll(said).toEqual(['Subscribe in Messenger', 'en']);
    await page.evaluate(`document.documentElement.lang = 'de'`);
    await expect.poll(async () => (await said())[1]).toBe('de');
    await set('cta-text', 'Frag uns');
    await expect.poll(said).toEqual(['Frag uns', '']);
  });

  it('says that it is English on a page whose language there are no texts for', async () => {
    await visit(button('entry="spring-sale" cta-text="GET_STARTED"', ''), { lang: 'sv' });
    await expect.poll(said).toEqual(['Get started', 'en']);
  });

  it('leaves what the site has put into the link', async () => {
    await visit(button('entry="spring-sale" label="Ours"', '<img alt="Theirs" src="data:,">'));
    await page.locator('messenger-button[state=idle]').waitFor();
    await page.getByRole('link', { name: 'Theirs' }).waitFor();
    expect(await link().locator('img').count()).toBe(1);
  });

  it('is there where its part is blocked, in plain words', async () => {
    await block(context, /widget-/);
    await visit(button('entry="spring-sale" cta-text="GET_STARTED"', ''));
    await expect.poll(() => page.getByRole('link', { name: 'Get started' }).count()).toBe(1);
  });

  it('that is missing is told to the developer; what a visitor’s filter blocks is not', async () => {
    const told: string[] = [];
    page.on('console', (message) => message.type() === 'warning' && told.push(message.text()));
    await block(context, /widget-|\/v1\//);
    await page.clock.install();
    await visit(button('entry="spring-sale"', '') + button('entry="spring-sale"'));
    await page.locator('messenger-button[state=idle]').first().waitFor({ state: 'attached' });
    await page.clock.fastForward(1000);
    await expect.poll(() => told.join()).toContain('link_unnamed: Give the link a text');
    const problem = page.evaluate(
      () =>
        new Promise((resolve) =>
          addEventListener('messenger-error', (event) => resolve((event as CustomEvent).detail.code)),
        ),
    );
    await page.evaluate(`sessionStorage.setItem('threadtie:spring-sale', '{}')`);
    await page.evaluate(() => document.querySelector('main')?.append(...document.querySelectorAll('messenger-button')));
    expect(await problem).toBe('watch_unavailable');
    // Who comes back to the page is looked at anew, a second later.
    expect(new Set(told).size).toBe(1);
  });
});

it('an element with the attribute plugin and no entry opens its link with the campaign’s code', async () => {
  await visit(button('plugin') + button('plugin entry="spring-sale"', 'Another'));
  await loads('plugin');
  await page.waitForLoadState('networkidle');
  const [tab] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('link', { name: 'Message us' }).click(),
  ]);
  await tab.waitForURL(/\/m\//);
  expect(new URL(tab.url()).search).toBe('?ref=SPRING1');
});

describe('Meta’s markup where its takeover cannot be had', () => {
  const MARKUP = `<div class="fb-send-to-messenger" page_id="1067" data-ref="order 5"></div>
    <div class="fb-customerchat" data-page-id="1067"></div><div class="fb-customerchat">no page</div>`;
  const links = () =>
    page.locator('main a').evaluateAll((all) => all.map((a) => [a.textContent, a.getAttribute('href')]));
  const PLAIN = [
    ['Message us', 'https://m.me/1067?ref=order%205'],
    ['Message us', 'https://m.me/1067'],
  ];

  it('becomes plain links, blocked by a filter', async () => {
    await block(context, /widget-takeover/);
    await visit(MARKUP, { attributes: 'data-takeover' });
    await expect.poll(links).toEqual(PLAIN);
  });

  it('becomes plain links in a browser without constructable style sheets', async () => {
    await page.addInitScript('delete Document.prototype.adoptedStyleSheets');
    await visit(MARKUP, { attributes: 'data-takeover' });
    await expect.poll(links).toEqual(PLAIN);
  });
});

describe('Threadtie.open', () => {
  const open = (code: string) => Promise.all([context.waitForEvent('page'), page.evaluate(code)]);

  it('takes the server’s redirect where the server does not answer in time', async () => {
    await context.route(/\/config$/, () => undefined);
    await page.clock.install();
    await visit('');
    const asked = page.waitForRequest(/\/config$/);
    const opening = open(`Threadtie.open('spring-sale')`);
    await asked;
    await page.clock.fastForward(4000);
    const [tab] = await opening;
    await expect.poll(() => tab.url()).toBe(`${api.origin}/go/spring-sale`);
  });

  it('asks for the key as it is, whatever is in it, and closes the tab where there is no such entry point', async () => {
    const warned = page.waitForEvent('console', (message) =>
      message.text().includes('entry_point_not_found: GET /v1/entry-points'),
    );
    await context.route(/\/config$/, (route) =>
      route.fulfill({ status: 404, json: {}, headers: { 'access-control-allow-origin': '*' } }),
    );
    await visit('');
    const asked = page.waitForRequest(/\/config$/);
    const [tab] = await open(`Threadtie.open('../../docs#')`);
    expect(new URL((await asked).url()).pathname).toBe('/v1/entry-points/..%2F..%2Fdocs%23/config');
    await warned;
    await expect.poll(() => tab.isClosed()).toBe(true);
    expect(page.url()).toBe(`${shop.origin}/`);
  });

  it('opens the thread in this tab where the browser refuses another', async () => {
    await visit(button('entry="spring-sale"'));
    await page.locator('messenger-button[state=idle]').waitFor();
    await page.evaluate(`window.open = () => null; Threadtie.open('spring-sale')`);
    await expect.poll(() => page.url()).toMatch(/\/m\/1067\?ref=SPRING1_/);
  });
});
