import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { VISIT_REF_PATTERN } from '../../shared/ref.ts';
import { type ButtonApi, startButtonApi } from './button-api.ts';
import { type Shop, strictPolicy } from './button-shop.ts';
import { openedRef } from './opened-ref.ts';
import { type OpenVisit, useOpenVisit } from './shop-visit.ts';

let api: ButtonApi;
let shop: Shop;
let page: Page;
let newPage: OpenVisit['newPage'];
let problems: string[];
useOpenVisit((visit) => {
  ({ api, shop, page, newPage, problems } = visit);
  shop.page = { html: pageWith(), headers: strictPolicy(api.origin, shop.origin) };
});

function pageWith(attributes = '', link = `href="${shop.origin}/m/1067?ref=SPRING1"`): string {
  return `<!doctype html><html lang="en"><title>Shop</title><main><h1>Shop</h1>
    <messenger-button entry="spring-sale" data-ref="order-55" ${attributes}><a ${link}>Message us</a></messenger-button></main>
    <script async src="${api.origin}/widget.js"></script></html>`;
}

const link = () => page.getByRole('link', { name: 'Message us' });
const status = () => page.getByRole('status');
const state = () => page.locator('messenger-button').getAttribute('state');
const reaches = (wanted: string) => page.locator(`messenger-button[state="${wanted}"]`).waitFor({ state: 'attached' });

async function visit(): Promise<void> {
  await page.goto(`${shop.origin}/p/7?utm_source=mail&x=1#top`);
  await reaches('idle');
}

const openMessenger = () => openedRef(page, () => link().click());

describe('before the click', () => {
  it('asks for the script, counts the button, and nothing else', async () => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).origin));
    await page.clock.install();
    await visit();
    await expect.poll(() => api.telemetry).toContain('GET /widget-stages.mjs');
    const counted = async () => {
      await page.clock.fastForward(500);
      return api.telemetry;
    };
    await expect.poll(counted).toEqual(['GET /widget-stages.mjs', 'POST /v1/stages']);
    expect(api.requests).toEqual(['GET /widget.js']);
    expect(new Set(asked)).toEqual(new Set([shop.origin, api.origin]));
  });

  it('asks for the script alone where the tag says so', async () => {
    shop.page = { ...shop.page, html: pageWith().replace('<script', '<script data-no-stages') };
    await visit();
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100))));
    await page.waitForLoadState('networkidle');
    expect([api.requests, api.telemetry]).toEqual([['GET /widget.js'], []]);
  });

  it('is a plain link where scripts are off', async () => {
    const bare = await newPage({ javaScriptEnabled: false });
    await bare.goto(shop.origin);
    await bare.getByRole('link', { name: 'Message us' }).press('Enter');
    await bare.waitForURL(/\/m\//);
    expect(shop.opened).toEqual(['/m/1067?ref=SPRING1']);
  });

  it('tells the developer when the link inside is missing', async () => {
    shop.page = { html: pageWith().replace(/<a .*<\/a>/, ''), headers: {} };
    const warned = page.waitForEvent('console', (message) => message.text().includes('link_incomplete'));
    await page.clock.install();
    await visit();
    await page.clock.fastForward(1000);
    expect((await warned).text()).toContain('<a href=');
  });

  it('gives a link without text the label', async () => {
    shop.page = { ...shop.page, html: pageWith('label="Write to us"').replace('>Message us<', '><') };
    await visit();
    expect(await page.getByRole('link').textContent()).toBe('Write to us');
  });

  it('leaves a target of the site’s own alone', async () => {
    shop.page = { ...shop.page, html: pageWith('', `target="chat" href="${shop.origin}/m/1067?ref=SPRING1"`) };
    await visit();
    expect(await link().evaluate((a: HTMLAnchorElement) => [a.target, a.rel])).toEqual(['chat', '']);
  });

  it('lives with a second script tag', async () => {
    const tag = `<script async src="${api.origin}/widget.js?again"></script>`;
    shop.page = {
      html: pageWith() + tag + `<script type="module" src="${api.origin}/widget.mjs"></script>`,
      headers: {},
    };
    await visit();
    await page.waitForLoadState('networkidle');
    expect(problems).toEqual([]);
  });
});

describe('the click', () => {
  it('opens the link with a fresh visit ref and registers that very ref', async () => {
    await visit();
    const ref = await openMessenger();
    expect(ref).toMatch(VISIT_REF_PATTERN);
    expect(ref).toMatch(/^SPRING1_/);
    await expect.poll(() => api.registrations.length).toBe(1);
    expect(api.registrations[0]).toEqual({
      entryPoint: 'spring-sale',
      ref,
      dataRef: 'order-55',
      landing: { url: `${shop.origin}/p/7?utm_source=mail&x=1`, utm: { utm_source: 'mail' } },
    });
  });

  it('leads to linked under a policy that allows no inline script, no style and no text as code', async () => {
    await visit();
    await openMessenger();
    await expect.poll(() => api.requests.includes('GET /v1/refs/ref_1/events')).toBe(true);
    api.say('linked');
    await reaches('linked');
    expect(problems).toEqual([]);
  });

  it('leaves the bare code in the link and mints another ref next time', async () => {
    await visit();
    const first = await openMessenger();
    expect(await link().getAttribute('href')).toBe(`${shop.origin}/m/1067?ref=SPRING1`);
    expect(await openMessenger()).not.toBe(first);
  });

  // What was opened is asked of the website: sometimes the driver never reports a tab opened in the background.
  it.each([
    ['the Enter key', () => link().press('Enter')],
    ['the middle button', () => link().click({ button: 'middle' })],
  ])('counts when made with %s', async (_, act) => {
    await visit();
    await act();
    await expect.poll(() => shop.opened.length).toBe(1);
    const ref = new URL(String(shop.opened[0]), shop.origin).searchParams.get('ref');
    expect(ref).toMatch(VISIT_REF_PATTERN);
    await expect.poll(() => api.registrations.map((body) => body.ref)).toEqual([ref]);
  });

  it('opens one visit when made twice in a row', async () => {
    await visit();
    await link().dblclick();
    await expect.poll(() => shop.opened.length).toBe(2);
    expect(new Set(shop.opened).size).toBe(1);
    await expect.poll(() => api.registrations.length).toBe(1);
  });

  it('does nothing when the page prevented it', async () => {
    await visit();
    await link().evaluate((a) => a.addEventListener('click', (event) => event.preventDefault()));
    await link().click();
    await page.waitForTimeout(200);
    expect(await state()).toBe('idle');
    expect(api.registrations).toEqual([]);
  });

  it('registers the visit when the link leaves the page itself', async () => {
    shop.page = { ...shop.page, html: pageWith('', `target="_self" href="${shop.origin}/m/1067?ref=SPRING1"`) };
    await visit();
    await link().click();
    await page.waitForURL(/\/m\//);
    await expect.poll(() => api.registrations.length).toBe(1);
    expect(page.url()).toContain(api.registrations[0]?.ref);
  });

  it('brings the token that the page hands out at that moment', async () => {
    shop.page = { ...shop.page, html: pageWith('user-token="old" user-token-url="/token"') };
    shop.token = { status: 200, text: '{"token":"signed"}' };
    await visit();
    await openMessenger();
    await expect.poll(() => api.registrations[0]?.userToken).toBe('signed');
  });

  it.each([
    ['answers an error', '/token'],
    ['is on another origin', 'http://localhost:9/token'],
  ])('registers without identity where the token address %s, and says so', async (_, url) => {
    shop.page = { headers: {}, html: pageWith(`user-token-url="${url}"`) };
    shop.token = { status: 500, text: '' };
    await visit();
    const warned = page.waitForEvent('console', (message) =>
      message.text().includes('user_token_unavailable: Expected a token, got '),
    );
    await openMessenger();
    await warned;
    await expect.poll(() => api.registrations.length).toBe(1);
    expect(api.registrations[0]?.userToken).toBeUndefined();
  });
});

describe('the token', () => {
  /** Opens the page, where nobody answers for the token, and stops its time: only the test lets it pass. */
  async function visitWithoutAnswer(): Promise<void> {
    await page.clock.install();
    await visit();
    await page.clock.pauseAt(Date.now() + 60_000);
    await page.locator('messenger-button').evaluate((it) => {
      Object.assign(it, { getUserToken: () => new Promise(() => undefined) });
    });
  }

  it('comes from the page’s function before any attribute, anew for each click', async () => {
    shop.page = { ...shop.page, html: pageWith('user-token="attribute" user-token-url="/token"') };
    await visit();
    await page.locator('messenger-button').evaluate((element) => {
      let calls = 0;
      Object.assign(element, { getUserToken: () => `call-${++calls}` });
    });
    await openMessenger();
    await openMessenger();
    await expect.poll(() => api.registrations.map((body) => body.userToken)).toEqual(['call-1', 'call-2']);
  });

  it('is not waited for longer than three seconds', async () => {
    await visitWithoutAnswer();
    await openMessenger();
    await page.clock.fastForward(2900);
    await page.waitForTimeout(100);
    expect(api.registrations).toEqual([]);
    await page.clock.fastForward(100);
    await expect.poll(() => api.registrations.length).toBe(1);
  });

  it('is not waited for when the page is left', async () => {
    shop.page = { ...shop.page, html: pageWith('', `target="_self" href="${shop.origin}/m/1067?ref=SPRING1"`) };
    await visitWithoutAnswer();
    await link().click();
    await expect.poll(() => api.registrations.length).toBe(1);
    expect(api.registrations[0]?.userToken).toBeUndefined();
  });
});

describe('where the server is away', () => {
  it('opens the link all the same, and registers the visit when the server is back', async () => {
    await visit();
    const port = Number(new URL(api.origin).port);
    await api.close();
    const ref = await openMessenger();
    expect(ref).toMatch(VISIT_REF_PATTERN);
    expect(await state()).toBe('waiting');
    api = await startButtonApi(port);
    onTestFinished(() => api.close());
    await expect.poll(() => api.registrations.map((body) => body.ref), { timeout: 20_000 }).toEqual([ref]);
  });

  it('waits without a word when an earlier try had got through', async () => {
    api.answers.push({ status: 503, body: {} }, { status: 409, body: { error: { code: 'ref_already_registered' } } });
    await visit();
    await openMessenger();
    await expect.poll(() => api.registrations.length, { timeout: 15_000 }).toBe(2);
    expect(await state()).toBe('waiting');
    expect(api.requests.filter((request) => request.startsWith('GET /v1'))).toEqual([]);
  });

  it('goes back to idle and tells the developer when the visit is turned away', async () => {
    api.answers.push({ status: 403, body: { error: { code: 'origin_not_allowed', message: 'Not your site.' } } });
    await visit();
    const warned = page.waitForEvent('console', (message) => message.text().includes('origin_not_allowed'));
    await openMessenger();
    await warned;
    await reaches('idle');
    expect(await status().textContent()).toBe('');
  });
});
