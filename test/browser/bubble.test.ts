import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { ButtonApi } from './button-api.ts';
import { type Shop, strictPolicy } from './button-shop.ts';
import { openedRef } from './opened-ref.ts';
import { type ShopVisit, useShopVisit } from './shop-visit.ts';

const PHONE = { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true } as const;

let api: ButtonApi;
let shop: Shop;
let page: Page;
let newPage: ShopVisit['newPage'];
let problems: string[];
useShopVisit((visit) => {
  ({ api, shop, newPage, problems } = visit);
  shop.css = 'html { color-scheme: light dark; }';
});

interface Visit {
  readonly attributes?: string;
  readonly html?: string;
  readonly dir?: string;
  readonly options?: BrowserContextOptions;
  /** Has the test turn the clock of the page. */
  readonly isTimed?: boolean;
}

async function visit({ attributes = '', html = '', dir = 'ltr', options, isTimed }: Visit = {}): Promise<void> {
  shop.page = {
    html: `<!doctype html><html lang="en" dir="${dir}"><title>Shop</title><meta name="viewport" content="width=device-width">
      <link rel="stylesheet" href="/shop.css"><main><h1>Shop</h1>${html}</main>
      <messenger-bubble entry="spring-sale" data-ref="order-55" ${attributes}><a href="${shop.origin}/m/1067?ref=SPRING1">Message
      us</a></messenger-bubble><script async src="${api.origin}/widget.js"></script></html>`,
    headers: {},
  };
  page = await newPage(options);
  if (isTimed) await page.clock.install();
  await page.goto(shop.origin);
  await page.locator('messenger-bubble:defined').waitFor({ state: 'attached' });
}

const launcher = () => page.getByRole('button', { name: 'Message us' });
const panel = () => page.getByRole('dialog');
const link = () => page.getByRole('link', { name: 'Message us' });
const greeting = () => page.getByText('May we help?').and(page.locator('[role=status]'));

const openMessenger = () => openedRef(page, () => link().click());

describe('on a desktop', () => {
  it('the launcher opens a panel with the link and a code, and moves the focus to the link', async () => {
    await visit();
    await launcher().click();
    await expect.poll(() => link().evaluate((a) => a === document.activeElement)).toBe(true);
    await page.getByRole('img', { name: /QR/ }).waitFor();
    expect(await launcher().getAttribute('aria-expanded')).toBe('true');
  });

  it('the keyboard opens it, Escape closes it, and the focus is back where it was', async () => {
    await visit();
    await launcher().press('Enter');
    await panel().waitFor();
    await page.keyboard.press('Escape');
    await panel().waitFor({ state: 'hidden' });
    expect(await launcher().evaluate((button) => button.matches(':focus'))).toBe(true);
  });

  it('the link opens with a visit of its own, whose arrival the element shows', async () => {
    await visit();
    await launcher().click();
    const ref = await openMessenger();
    await expect.poll(() => api.registrations.map((body) => body.ref)).toContain(ref);
    expect(api.registrations.every((body) => body.dataRef === 'order-55')).toBe(true);
    api.say('arrived');
    await page.locator('messenger-bubble[state=arrived]').waitFor({ timeout: 15_000 });
    await page.getByRole('status').getByText('You’re in Messenger').first().waitFor();
  });

  it('nothing is asked for before the act but the script and the element’s own file', async () => {
    await visit({ attributes: 'greeting="May we help?" greeting-delay="0"' });
    await greeting().waitFor();
    expect(api.requests).toEqual(['GET /widget.js', 'GET /widget-bubble.mjs']);
  });

  it('a page can open and close it by the property open', async () => {
    await visit();
    await page.locator('messenger-bubble').evaluate((bubble) => Object.assign(bubble, { open: true }) && undefined);
    await panel().waitFor();
    expect(await page.evaluate('document.activeElement === document.body')).toBe(true);
    await page.locator('messenger-bubble').evaluate((bubble) => bubble.removeAttribute('open'));
    await panel().waitFor({ state: 'hidden' });
    expect(await page.locator('messenger-bubble').getAttribute('state')).toBe('idle');
  });
});

describe('beside a second script tag of another version', () => {
  it('there is one launcher, and nothing breaks', async () => {
    await visit({ html: `<script type="module" src="${api.origin}/widget/v/1.2.3/widget.mjs"></script>` });
    await page.reload();
    await launcher().click();
    await page.getByRole('img', { name: /QR/ }).waitFor();
    expect(problems).toEqual([]);
  });
});

describe('the greeting', () => {
  it('comes after its delay and, once closed, not again on this page', async () => {
    await visit({ attributes: 'greeting="May we help?" greeting-delay="300"', isTimed: true });
    expect(await greeting().isVisible()).toBe(false);
    await page.clock.fastForward(300_000);
    await greeting().waitFor();
    await page.getByRole('button', { name: 'Close' }).click();
    await greeting().waitFor({ state: 'hidden' });
    await page.locator('messenger-bubble').evaluate((bubble) => bubble.replaceWith(bubble.cloneNode(true)));
    await page.clock.fastForward(300_000);
    await page.waitForTimeout(200);
    expect(await greeting().isVisible()).toBe(false);
    expect(await page.evaluate('localStorage.length + sessionStorage.length')).toBe(0);
  });

  it('stays away by itself where it is to be hidden, and is read in the panel', async () => {
    await visit({ attributes: 'greeting="May we help?" greeting-delay="0" greeting-display="hide"' });
    await page.waitForTimeout(300);
    expect(await greeting().isVisible()).toBe(false);
    await launcher().click();
    await panel().getByText('May we help?').waitFor();
    expect(await panel().getByText('May we help?').isVisible()).toBe(true);
  });

  it('leaves by itself where it is to fade', async () => {
    await visit({ attributes: 'greeting="May we help?" greeting-delay="0" greeting-display="fade"', isTimed: true });
    await greeting().waitFor();
    await page.clock.fastForward(5000);
    expect(await greeting().isVisible()).toBe(true);
    await page.clock.fastForward(3000);
    await greeting().waitFor({ state: 'hidden' });
    expect(await launcher().isVisible()).toBe(true);
  });
});

describe('on a phone', () => {
  it('the launcher is the link, 56 pixels wide, and opens the thread at once', async () => {
    await visit({ options: PHONE });
    expect(await launcher().count()).toBe(0);
    const box = await link().boundingBox();
    expect([box?.width, box?.height]).toEqual([56, 56]);
    expect(await openMessenger()).toMatch(/^SPRING1_/);
  });

  it('fits a screen of 320, greeting included', async () => {
    const long = 'May we help? '.repeat(6);
    await visit({ attributes: `greeting="${long}" greeting-delay="0"`, options: PHONE });
    await greeting().waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
  });
});

describe('on any page', () => {
  it.each([
    ['end', 'ltr', 'right'],
    ['start', 'ltr', 'left'],
    ['end', 'rtl', 'left'],
    ['start', 'rtl', 'right'],
  ])('at the %s of a page that runs %s it stands on the %s', async (position, dir, side) => {
    await visit({ attributes: `position="${position}"`, dir });
    const box = await launcher().boundingBox();
    const { width } = page.viewportSize() ?? { width: 0 };
    const left = side === 'left' ? 20 : width - 76;
    expect([box?.x, box?.width, box?.height]).toEqual([left, 56, 56]);
  });

  it('it steps aside while something below it has the focus', async () => {
    shop.css = '.below { position: fixed; right: 30px; bottom: 30px; } html { color-scheme: light }';
    await visit({ html: '<input aria-label="Search"><button class="below">Save</button>' });
    const opacity = () => launcher().evaluate((button) => getComputedStyle(button).opacity);
    await page.getByRole('button', { name: 'Save' }).focus();
    await expect.poll(opacity).toBe('0');
    await page.getByRole('textbox').focus();
    await expect.poll(opacity).toBe('1');
  });

  it('a style sheet moves it by its properties, and may hide it', async () => {
    shop.css = `messenger-bubble { --messenger-offset-inline: 40px; --messenger-offset-block: 60px; --messenger-layer: 7 }
      .gone messenger-bubble { display: none }`;
    await visit();
    const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
    expect(await launcher().boundingBox()).toEqual({ x: width - 96, y: height - 116, width: 56, height: 56 });
    expect(await page.locator('messenger-bubble').evaluate((it) => getComputedStyle(it).zIndex)).toBe('7');
    await page.evaluate(`document.documentElement.className = 'gone'`);
    expect(await launcher().count()).toBe(0);
  });

  it('one that was taken off the page listens to nothing any more', async () => {
    /** Notes who listens to a list of media queries, and until when. */
    const listening = () => {
      const signals: (AbortSignal | undefined)[] = [];
      const ask = window.matchMedia.bind(window);
      window.matchMedia = (query) => {
        const list = ask(query);
        const add = list.addEventListener.bind(list) as (...all: unknown[]) => void;
        list.addEventListener = (...all: unknown[]) => {
          signals.push((all[2] as AddEventListenerOptions | undefined)?.signal);
          add(...all);
        };
        return list;
      };
      Object.assign(window, { left: () => signals.filter((signal) => !signal?.aborted).length });
    };
    await visit();
    await page.addInitScript(listening);
    await page.reload();
    await page.locator('messenger-bubble:defined').waitFor({ state: 'attached' });
    expect(await page.evaluate('left()')).toBe(1);
    await page.evaluate(`document.querySelector('messenger-bubble').remove()`);
    expect(await page.evaluate('left()')).toBe(0);
  });

  it('it works under a policy that allows no inline script, no style and no text as code', async () => {
    await visit();
    shop.page = { ...shop.page, headers: strictPolicy(api.origin, shop.origin) };
    await page.reload();
    await launcher().click();
    await page.getByRole('img', { name: /QR/ }).waitFor();
    // The shop's own style sheet is what such a policy refuses.
    expect(problems.splice(0).filter((text) => !text.includes('shop.css'))).toEqual([]);
  });
});
