import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { VISIT_REF_PATTERN } from '../../shared/ref.ts';
import { until } from '../simulator/simulator-fixture.ts';
import type { ButtonApi } from './button-api.ts';
import { type Shop, strictPolicy } from './button-shop.ts';
import { openedRef } from './opened-ref.ts';
import { listen, type PluginPage, startPluginPage } from './plugin-page.ts';
import { type ShopVisit, useShopVisit } from './shop-visit.ts';

let api: ButtonApi;
let shop: Shop;
let context: BrowserContext;
let page: Page;
let newPage: ShopVisit['newPage'];
let problems: string[];
useShopVisit((visit) => {
  ({ api, shop, newPage, problems } = visit);
  shop.css = 'html { color-scheme: light dark; background: Canvas; }';
  shop.page = { html: pageWith(), headers: {} };
});

function pageWith(attributes = '', form = 'action="/sent"', after = ''): string {
  return `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Shop</title>
    <link rel="stylesheet" href="/shop.css"><main><h1>Shop</h1><form ${form}><label>Mail <input name="mail"></label>
    <messenger-checkbox entry="spring-sale" name="messenger" ${attributes}><a href="${shop.origin}/m/1067?ref=SPRING1">Continue in Messenger</a></messenger-checkbox>
    <button>Send</button> <button type="reset">Clear</button></form></main>${after}
    <script async src="${api.origin}/widget.js"></script></html>`;
}

async function visit(options: BrowserContextOptions = {}): Promise<void> {
  page = await newPage(options);
  context = page.context();
  await page.goto(shop.origin);
  await box().waitFor();
}

const box = () => page.getByRole('checkbox', { name: 'Send me messages in Messenger' });
const link = () => page.getByRole('link', { name: 'Continue in Messenger' });
const send = () => page.getByRole('button', { name: 'Send' }).click();
const value = () => page.evaluate("new FormData(document.forms[0]).get('messenger')");

/** Has the page send its form by script, as most do. */
async function stay(): Promise<void> {
  await page.evaluate(() => document.forms[0]?.addEventListener('submit', (event) => event.preventDefault()));
}

describe('the box', () => {
  it('is never ticked by the markup, and has no value until the visitor ticks it', async () => {
    shop.page = { html: pageWith('checked prechecked="true" value="yes"'), headers: {} };
    await visit();
    expect([await box().isChecked(), await value()]).toEqual([false, null]);
    await box().check();
    expect(await value()).toMatch(/^u_[A-Za-z0-9_-]{22}$/);
    await box().uncheck();
    expect(await value()).toBeNull();
  });

  it('has another value on every page that is loaded, or the one the site gives it', async () => {
    await visit();
    await box().check();
    const first = await value();
    await page.reload();
    expect(await box().isChecked()).toBe(false);
    await box().check();
    expect(await value()).not.toBe(first);
    await page.locator('messenger-checkbox').evaluate((element) => element.setAttribute('user-ref', 'mine-1'));
    await box().uncheck();
    await box().check();
    expect(await value()).toBe('mine-1');
  });

  it('answers to the keyboard, the form’s reset and a disabled fieldset', async () => {
    await visit();
    await page.getByLabel('Mail').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    expect(await box().isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Clear' }).click();
    expect([await box().isChecked(), await value()]).toEqual([false, null]);
    await page.evaluate(
      "document.forms[0].innerHTML = '<fieldset disabled>' + document.forms[0].innerHTML + '</fieldset>'",
    );
    expect(await box().isDisabled()).toBe(true);
  });

  it('tells the page of the visitor’s change, and asks nobody for anything', async () => {
    await visit();
    await page.evaluate("addEventListener('change', (event) => (window.changed = event.target.checked))");
    await box().check();
    expect(await page.evaluate('window.changed')).toBe(true);
    expect(api.requests.filter((request) => !request.includes('/widget'))).toEqual([]);
  });

  it('works under a policy that allows no style and no inline script', async () => {
    shop.page = { html: pageWith().replace(/<link.*?>/, ''), headers: strictPolicy(api.origin, shop.origin) };
    await visit();
    await box().check();
    expect([await box().isChecked(), problems]).toEqual([true, []]);
  });
});

describe('after the form was sent without Meta’s plugin', () => {
  it('the way on appears on a page that stays, and opens a visit', async () => {
    await visit();
    await stay();
    await box().check();
    expect(await link().isVisible()).toBe(false);
    await send();
    const ref = await openedRef(page, () => link().click());
    expect(ref).toMatch(VISIT_REF_PATTERN);
    await expect.poll(() => api.registrations.map((body) => body.ref)).toEqual([ref]);
  });

  it('the way on opens in a new tab where the page is being left', async () => {
    await visit();
    await box().check();
    const ref = await openedRef(page, send);
    await page.waitForURL(/\/sent\?mail=&messenger=u_/);
    expect(ref).toMatch(VISIT_REF_PATTERN);
  });

  it('nothing comes of a box that was not ticked', async () => {
    await visit();
    await stay();
    await send();
    await page.waitForTimeout(200);
    expect([await link().isVisible(), context.pages().length, api.registrations]).toEqual([false, 1, []]);
  });

  it('a page that sends by script alone says so by confirm()', async () => {
    await visit();
    await box().check();
    await page.evaluate("document.querySelector('messenger-checkbox').confirm()");
    await link().waitFor();
    expect(await box().count()).toBe(0);
  });
});

describe('without the script', () => {
  it('the link is there', async () => {
    page = await newPage({ javaScriptEnabled: false });
    await page.goto(shop.origin);
    expect(await link().isVisible()).toBe(true);
  });
});

describe('with Meta’s plugin', () => {
  let meta: PluginPage;

  async function visitMeta(consent = true): Promise<void> {
    shop.page = { html: pageWith('plugin'), headers: {} };
    page = await newPage();
    context = page.context();
    meta = await startPluginPage(context, api, shop);
    await listen(page, consent);
    await page.goto(shop.origin);
    await box().waitFor();
    // What counts is to hear whatever comes of the tick.
    await page.evaluate(`Threadtie.load('stages')`);
    await stay();
  }

  const metas = () => page.frameLocator('messenger-checkbox iframe').getByRole('checkbox');

  it('nothing of it is loaded before the tick', async () => {
    await visitMeta();
    await page.getByLabel('Mail').click();
    await page.waitForTimeout(300);
    expect(meta.requests.filter((url) => url.startsWith(meta.sim.url))).toEqual([]);
  });

  it('its own box takes the place, not ticked, and the opt-in comes once the form is sent', async () => {
    await visitMeta();
    await box().click();
    await metas().waitFor();
    await expect.poll(() => box().count()).toBe(0); // ours goes once the plugin has said that it is there
    expect(await value()).toBeNull();
    await metas().check();
    await expect.poll(value).toMatch(/^u_/);
    await send();
    await until(() => meta.peer.webhooks.length === 1);
    await expect.poll(() => api.registrations.length).toBe(1);
    expect(meta.peer.event(0)['optin']).toEqual({ ref: api.registrations[0]?.ref, user_ref: await value() });
    await page.locator('messenger-checkbox[state="waiting"]').waitFor();
  });

  it('no opt-in comes of a form sent without the tick in its box', async () => {
    await visitMeta();
    await box().click();
    await metas().waitFor();
    await send();
    await page.waitForTimeout(300);
    expect(meta.peer.webhooks).toEqual([]);
  });

  it('the visitor’s tick stays where it does not come', async () => {
    await visitMeta();
    await context.route(/sdk\.js/, (route) => route.abort());
    await box().check();
    await expect.poll(() => meta.told).toEqual(['sdk_blocked']);
    expect(await box().isChecked()).toBe(true);
    await send();
    await link().waitFor();
  });

  it('nothing of it is loaded without consent', async () => {
    await visitMeta(false);
    await box().check();
    await page.waitForTimeout(300);
    expect(meta.requests.filter((url) => url.startsWith(meta.sim.url))).toEqual([]);
    expect(await box().isChecked()).toBe(true);
  });
});
