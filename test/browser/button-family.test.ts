import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { ButtonApi } from './button-api.ts';
import type { Shop } from './button-shop.ts';
import { useOpenVisit } from './shop-visit.ts';

let api: ButtonApi;
let shop: Shop;
let context: BrowserContext;
let page: Page;
useOpenVisit((visit) => ({ api, shop, context, page } = visit));

const anchor = (text = 'Message us') => `<a href="${shop.origin}/m/1067?ref=SPRING1">${text}</a>`;
const button = (attributes = '', text?: string) =>
  `<messenger-button entry="spring-sale" ${attributes}>${anchor(text)}</messenger-button>`;

async function visit(body: string, lang = 'en'): Promise<void> {
  shop.page = {
    html: `<!doctype html><html lang="${lang}"><title>Shop</title><main><h1>Shop</h1>${body}</main>
      <script async src="${api.origin}/widget.js"></script></html>`,
    headers: {},
  };
  await page.goto(shop.origin);
  await page.waitForFunction('window.Threadtie !== undefined');
}

const isDefined = (name: string) => page.waitForFunction(`customElements.get('${name}') !== undefined`);
const refOf = (url: string) => new URL(url).searchParams.get('ref') ?? '';

describe('size and colour', () => {
  it.each([
    ['standard', 44],
    ['large', 52],
    ['xlarge', 60],
  ])('%s is %d pixels high', async (size, height) => {
    await visit(button(`size="${size}"`));
    expect((await page.getByRole('link').boundingBox())?.height).toBe(height);
  });

  it('white turns the colours round and draws an edge', async () => {
    await visit(button('color="white"'));
    const look = await page.getByRole('link').evaluate((link) => {
      const { backgroundColor, color, borderTopColor } = getComputedStyle(link);
      return [backgroundColor, color, borderTopColor];
    });
    expect(look).toEqual(['rgb(255, 255, 255)', 'rgb(43, 95, 217)', 'rgb(43, 95, 217)']);
  });

  it('the page’s own colours count before the attribute', async () => {
    await visit(button('color="white" id="it"'));
    await page.addStyleTag({ content: '#it { --messenger-accent: rgb(1, 2, 3) }' });
    expect(await page.getByRole('link').evaluate((link) => getComputedStyle(link).backgroundColor)).toBe(
      'rgb(1, 2, 3)',
    );
  });
});

describe('the label of a link that has none', () => {
  it.each([
    ['en', 'GET_STARTED_IN_MESSENGER', 'Get started in Messenger'],
    ['de-AT', 'SUBSCRIBE', 'Abonnieren'],
    ['en', 'Anything else', 'Anything else'],
  ])('in %s, %s says "%s"', async (lang, name, label) => {
    await visit(button(`cta-text="${name}"`, ''), lang);
    await page.getByRole('link', { name: label, exact: true }).waitFor();
    expect(api.requests.every((request) => request.startsWith('GET /widget'))).toBe(true);
  });

  it('is the site’s own where it has one', async () => {
    await visit(button('cta-text="SUBSCRIBE"'));
    await page.waitForTimeout(200);
    expect(await page.getByRole('link').textContent()).toBe('Message us');
    expect(api.requests).toEqual(['GET /widget.js']);
  });
});

describe('an element of another kind', () => {
  const bubble = '<messenger-bubble entry="spring-sale"></messenger-bubble>';

  it('is loaded when it comes later', async () => {
    await visit(button());
    expect(api.requests).toEqual(['GET /widget.js']);
    await page.evaluate((html) => document.body.insertAdjacentHTML('beforeend', html), bubble);
    await isDefined('messenger-bubble');
    expect(api.requests).toContain('GET /widget-bubble.mjs');
  });

  it('is seen inside a shadow root that holds a button', async () => {
    await visit('<div id="host"></div>');
    await page.locator('#host').evaluate((host, html) => {
      const template = document.createElement('template');
      template.innerHTML = html;
      host.attachShadow({ mode: 'open' }).append(template.content);
    }, button() + bubble);
    await isDefined('messenger-bubble');
    expect(await page.locator('messenger-button').getAttribute('state')).toBe('idle');
  });

  it('is loaded by name', async () => {
    await visit('');
    await page.evaluate(`Threadtie.load('messenger-bubble')`);
    expect(await page.evaluate(`customElements.get('messenger-bubble') !== undefined`)).toBe(true);
  });

  it('leaves its link where its file cannot be had, and is not asked for again and again', async () => {
    await page.route('**/widget-bubble.mjs*', (route) => route.abort());
    const tries: string[] = [];
    page.on('requestfailed', (request) => tries.push(request.url()));
    await visit(`<messenger-bubble entry="spring-sale">${anchor()}</messenger-bubble>`);
    await expect.poll(() => tries.length).toBe(1);
    await page.evaluate(`setInterval(() => document.body.append('.'), 20) && undefined`);
    await page.waitForTimeout(400);
    expect(tries).toHaveLength(1);
    expect(await page.getByRole('link', { name: 'Message us' }).isVisible()).toBe(true);
  });
});

describe('Threadtie.open', () => {
  const open = (code: string) => Promise.all([context.waitForEvent('page'), page.evaluate(code)]);

  it('opens the thread of a button on the page with a visit of its own', async () => {
    await visit(button('data-ref="order-1"'));
    await page.evaluate(`addEventListener('messenger-open', ({ detail }) => Object.assign(window, { told: detail }))`);
    const [tab] = await open(`Threadtie.open('spring-sale', { dataRef: 'order-55' })`);
    await tab.waitForURL(/\/m\//);
    await expect
      .poll(() => api.registrations.map(({ ref, dataRef }) => [ref, dataRef]))
      .toEqual([[refOf(tab.url()), 'order-55']]);
    expect(await page.evaluate('told')).toEqual({ entry: 'spring-sale', ref: refOf(tab.url()) });
    expect(await tab.evaluate('opener')).toBe(null);
  });

  it('asks the server where the page has no link of it', async () => {
    await page.route('**/v1/entry-points/spring-sale/config', (route) =>
      route.fulfill({
        json: { url: `${shop.origin}/m/1067?ref=SPRING1` },
        headers: { 'access-control-allow-origin': '*' },
      }),
    );
    await visit('');
    const [tab] = await open(`Threadtie.open('spring-sale')`);
    await tab.waitForURL(/\/m\//);
    expect(refOf(tab.url())).toMatch(/^SPRING1_/);
  });

  it('takes the server’s own redirect where neither can be had', async () => {
    await page.route('**/widget-open.mjs*', (route) => route.abort());
    await visit('');
    const [tab] = await open(`Threadtie.open('spring-sale')`);
    await tab.waitForURL(/\/go\//);
    expect(tab.url()).toBe(`${api.origin}/go/spring-sale`);
  });
});

describe('Threadtie.logout', () => {
  it('forgets the visit, the token and what the tab remembers, and a later click is nobody’s', async () => {
    await visit(button('user-token="of-ada"'));
    await page.evaluate(`sessionStorage.setItem('the-site', 'its own')`);
    await page.getByRole('link').click();
    await expect.poll(() => page.evaluate('sessionStorage.length')).toBe(2);
    await page.evaluate('Threadtie.logout()');
    expect(await page.evaluate('Object.keys(sessionStorage)')).toEqual(['the-site']);
    await page.locator('messenger-button[state=idle]').waitFor();
    expect(await page.getByRole('status').textContent()).toBe('');
    api.say('linked');
    await page.getByRole('link').click();
    await expect.poll(() => api.registrations.map((body) => body.userToken)).toEqual(['of-ada', undefined]);
  });

  it('ends the tries to register what could not be registered yet', async () => {
    await page.clock.install();
    await visit(button('user-token="of-ada"'));
    api.answers.push({ status: 503, body: {} }, { status: 503, body: {} }, { status: 503, body: {} });
    await page.getByRole('link').click();
    await expect.poll(() => api.registrations.length).toBe(1);
    await page.evaluate('Threadtie.logout()');
    await page.clock.fastForward(60_000);
    await page.waitForTimeout(200);
    expect(api.registrations).toHaveLength(1);
  });
});

describe('a page of its own kind', () => {
  it('may hold two hundred buttons', async () => {
    await visit(Array.from({ length: 200 }, (_, at) => button(`data-ref="order-${at}"`, `Order ${at}`)).join(' '));
    await page.getByRole('link', { name: 'Order 199' }).click();
    await expect.poll(() => api.registrations.map((body) => body.dataRef)).toEqual(['order-199']);
    expect(await page.locator('messenger-button[state=waiting]').count()).toBe(1);
    await expect
      .poll(() => api.requests.filter((request) => request.startsWith('GET /widget')))
      .toEqual(['GET /widget.js', 'GET /widget-watch.mjs']);
  });

  it('may have switched off storage', async () => {
    await page.addInitScript(() => {
      const refuse = {
        get: () => {
          throw new DOMException('no', 'SecurityError');
        },
      };
      Object.defineProperty(window, 'sessionStorage', refuse);
      Object.defineProperty(window, 'localStorage', refuse);
    });
    await visit(button());
    await page.getByRole('link').click();
    await expect.poll(() => api.streams.size).toBe(1);
    api.say('arrived');
    await page.locator('messenger-button[state=arrived]').waitFor();
    await page.evaluate('Threadtie.logout()');
    await page.locator('messenger-button[state=idle]').waitFor();
    expect(await page.getByRole('status').textContent()).toBe('');
  });

  it('may have an element whose id is the name of our global', async () => {
    await visit(`<p id="Threadtie"></p>${button()}`);
    await page.locator('messenger-button:defined').waitFor();
    expect(await page.evaluate('Threadtie.version')).toMatch(/^\d+\.\d+\.\d+/);
  });

  it('keeps its plain links in a browser without constructable style sheets', async () => {
    await page.addInitScript('delete Document.prototype.adoptedStyleSheets');
    shop.page = { html: `${button()}<script src="${api.origin}/widget.js"></script>`, headers: {} };
    await page.goto(shop.origin);
    expect(await page.getByRole('link').isVisible()).toBe(true);
    expect(await page.locator('messenger-button:defined').count()).toBe(0);
  });

  it('may go back and forth: a visit under way is found again', async () => {
    await visit(button());
    await page.getByRole('link').click();
    await expect.poll(() => page.evaluate('sessionStorage.length')).toBe(1);
    await page.goto(`${shop.origin}/other`);
    await page.goBack();
    await page.locator('messenger-button[state=waiting]').waitFor();
    await page.getByText('Waiting for you in Messenger').waitFor();
    expect(api.registrations).toHaveLength(1);
  });
});
