import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { makeGate } from '../support/gate.ts';
import { PAGE_ID, referral } from '../support/server.ts';
import { strictPolicy } from './button-shop.ts';
import { type OpenTakeoverSite, useTakeoverSite } from './use-takeover-site.ts';

const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

let site: OpenTakeoverSite;
useTakeoverSite((started) => (site = started));

const visit = (body: string, headers?: Readonly<Record<string, string>>) => site.visit(body + site.tag, headers);
const button = (page: Page) => page.locator('messenger-button');
const href = (page: Page) => button(page).locator('a').getAttribute('href');

const SEND = `<div class="fb-send-to-messenger" messenger_app_id="730000000000017" page_id="${PAGE_ID}"
  data-ref="order-55" color="white" size="xlarge" enforce_login="false" cta_text="GET_STARTED"></div>`;
const MESSAGE_US = `<div class="fb-messengermessageus" messenger_app_id="730000000000017" page_id="${PAGE_ID}"
  color="blue" size="standard"></div>`;
const CHECKBOX = `<form><div class="fb-messenger-checkbox" origin="https://shop.example" page_id="${PAGE_ID}"
  messenger_app_id="730000000000017" user_ref="render-1" allow_login="true" size="large"></div></form>`;
const CHAT = `<div id="fb-root"></div><div class="fb-customerchat" attribution="biz_inbox" page_id="${PAGE_ID}"
  theme_color="#ffd400" logged_in_greeting="Hi Ada!" logged_out_greeting="Hello!" greeting_dialog_display="hide"
  greeting_dialog_delay="7"></div>`;

describe("Meta's documented markup", () => {
  it('of Send to Messenger becomes our button, with its label, look, ref and a working link', async () => {
    const page = await visit(SEND);
    await button(page).waitFor();
    expect(await page.getByRole('link', { name: 'Get started' }).getAttribute('href')).toBe(
      `${site.shop.origin}/m/${PAGE_ID}?ref=${site.code}`,
    );
    expect(
      await button(page).evaluate((node) =>
        ['entry', 'data-ref', 'size', 'color'].map((name) => node.getAttribute(name)),
      ),
    ).toEqual(['old-button', 'order-55', 'xlarge', 'white']);
    expect(await page.locator('.fb-send-to-messenger').getAttribute('fb-xfbml-state')).toBe('rendered');
    expect(site.strangers).toEqual([]);
  });

  it('of Message Us becomes our button with the label it always had', async () => {
    const page = await visit(MESSAGE_US);
    await button(page).waitFor();
    expect(await page.getByRole('link', { name: 'Message us' }).getAttribute('href')).toContain(`?ref=${site.code}`);
  });

  it('of the checkbox becomes ours in the same form, with the reference of this render', async () => {
    const page = await visit(CHECKBOX);
    const checkbox = page.locator('form messenger-checkbox');
    await checkbox.waitFor({ state: 'attached' });
    expect(await checkbox.getAttribute('entry')).toBe('old-checkbox');
    expect(await checkbox.getAttribute('user-ref')).toBe('render-1');
  });

  it('of the chat plugin becomes our launcher with its greeting and its colour, and text that can be read on it', async () => {
    const page = await visit(CHAT);
    const bubble = page.locator('messenger-bubble');
    await bubble.waitFor({ state: 'attached' });
    const said = ['entry', 'greeting', 'greeting-display', 'greeting-delay'];
    expect(await bubble.evaluate((node, names) => names.map((name: string) => node.getAttribute(name)), said)).toEqual([
      'old-bubble',
      'Hello!',
      'hide',
      '7',
    ]);
    expect(await bubble.evaluate((node) => node.style.getPropertyValue('--messenger-accent'))).toBe('#ffd400');
    expect(await bubble.evaluate((node) => node.style.getPropertyValue('--messenger-on-accent'))).toBe('#000');
  });

  it('asks once for all the pieces that name one Page, and nobody but the server', async () => {
    const page = await site.visit('');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    site.shop.page = {
      ...site.shop.page,
      html: `<!doctype html><title>Shop</title>${SEND.repeat(30)}${CHAT}${site.tag}`,
    };
    await page.reload();
    await expect.poll(() => button(page).count()).toBe(30);
    await page.waitForTimeout(300);
    expect(asked.filter((path) => path === '/v1/takeover')).toHaveLength(2);
    expect(site.strangers).toEqual([]);
  });

  it('is left alone without the word in the script tag', async () => {
    const page = await site.visit(SEND + site.tag.replace('data-takeover', ''));
    await page.waitForFunction(() => customElements.get('messenger-button'));
    await page.waitForTimeout(300);
    expect(await button(page).count()).toBe(0);
    expect(await page.evaluate(() => 'FB' in window)).toBe(false);
  });
});

describe('its attributes', () => {
  it.each([
    ['with data-', `data-page-id="${PAGE_ID}" data-messenger-app-id="1" data-ref="order-55" data-cta-text="SUBSCRIBE"`],
    ['with data- and underscores', `data-page_id="${PAGE_ID}" data-ref="order-55" data-cta_text="SUBSCRIBE"`],
    ['bare with hyphens', `page-id="${PAGE_ID}" ref="order-55" cta-text="SUBSCRIBE"`],
    ['as HTML writes camel case', `pageId="${PAGE_ID}" dataRef="order-55" ctaText="SUBSCRIBE"`],
  ])('are read when they are spelled %s', async (_, attributes) => {
    const page = await visit(`<div class="other fb-send-to-messenger" ${attributes}></div>`);
    await page.getByRole('link', { name: 'Subscribe', exact: true }).waitFor();
    expect(await button(page).getAttribute('data-ref')).toBe('order-55');
  });
});

describe('its colour', () => {
  it.each([
    ['#0A2540', '#0A2540', '#fff'],
    ['0084ff', '#0084ff', '#000'],
    ['red;background:url(x)', '', ''],
  ])('given as %s becomes the accent %s with %s on it', async (given, accent, onAccent) => {
    const page = await visit(CHAT.replace('#ffd400', given));
    const bubble = page.locator('messenger-bubble');
    await bubble.waitFor({ state: 'attached' });
    const colours = await bubble.evaluate((node) =>
      ['', 'on-'].map((part) => node.style.getPropertyValue(`--messenger-${part}accent`)),
    );
    expect(colours).toEqual([accent, onAccent]);
  });
});

describe('what a framework adds', () => {
  it('later is taken over, and so is what it fills in still later', async () => {
    const page = await visit('<section id="app"></section>');
    await page.waitForFunction(() => 'FB' in window);
    await page.evaluate(() => {
      const late = document.createElement('div');
      late.className = 'fb-send-to-messenger';
      document.getElementById('app')?.append(late);
    });
    await page.waitForTimeout(200);
    expect(await button(page).count()).toBe(0);
    await page.locator('.fb-send-to-messenger').evaluate((node, id) => node.setAttribute('page_id', id), PAGE_ID);
    await page.getByRole('link', { name: 'Send to Messenger' }).waitFor();
  });

  it('anew over what stood there is taken over again, once', async () => {
    const page = await visit(`<section id="app">${SEND}</section>`);
    await button(page).waitFor();
    await page.locator('#app').evaluate((node) => {
      node.innerHTML = node.innerHTML
        .replace(/<messenger-button.*<\/messenger-button>/s, '')
        .replace('order-55', 'order-56');
    });
    await expect.poll(() => button(page).getAttribute('data-ref')).toBe('order-56');
    await page.locator('.fb-send-to-messenger').evaluate((node) => node.replaceChildren());
    await button(page).waitFor();
    expect(await button(page).count()).toBe(1);
  });

  it('to the attributes of what stands there is followed', async () => {
    const page = await visit(SEND);
    await button(page).waitFor();
    await page.locator('.fb-send-to-messenger').evaluate((node) => node.setAttribute('data-ref', 'order-57'));
    await expect.poll(() => button(page).getAttribute('data-ref')).toBe('order-57');
    expect(await button(page).count()).toBe(1);
  });
});

it('in another language has the label of that language, and says so', async () => {
  const page = await visit(`<section lang="ar">${SEND}</section>`);
  await page.getByRole('link', { name: 'ابدأ', exact: true }).waitFor();
  expect(await page.getByRole('link').getAttribute('lang')).toBe('ar');
});

describe('a page', () => {
  it('under a policy without inline script or style is taken over, without a violation', async () => {
    const policy = strictPolicy(site.server.url);
    const violations: string[] = [];
    const page = await visit('', policy);
    page.on(
      'console',
      (message) => /content security|trusted/i.test(message.text()) && violations.push(message.text()),
    );
    site.shop.page = {
      ...site.shop.page,
      html: `<!doctype html><html lang="en"><title>Shop</title>${SEND}${CHAT}${site.tag}`,
    };
    await page.reload();
    await page.getByRole('link', { name: 'Get started' }).waitFor();
    await page.locator('messenger-bubble').waitFor({ state: 'attached' });
    expect(violations).toEqual([]);
  });

  it('whose Page has no entry point here keeps a working link, and the developer hears why', async () => {
    const page = await site.visit('');
    const warned = page.waitForEvent('console', (message) => message.text().includes('plain link'));
    site.shop.page = {
      headers: {},
      html: `<!doctype html><title>Shop</title>${SEND.replace(PAGE_ID, '404')}${site.tag}`,
    };
    await page.reload();
    expect((await warned).text()).toContain('page_id="404"');
    expect(await page.getByRole('link', { name: 'Get started' }).getAttribute('href')).toBe(
      'https://m.me/404?ref=order-55',
    );
  });

  it('whose server is slow to answer has a plain link meanwhile, and ours in its place afterwards', async () => {
    const page = await site.visit('');
    const gate = makeGate();
    await page.route(/\/v1\/takeover/, (route) => gate.opened.then(() => route.continue()));
    await page.clock.install();
    const asked = page.waitForRequest(/\/v1\/takeover/);
    site.shop.page = { headers: {}, html: `<!doctype html><html lang="en"><title>Shop</title>${SEND}${site.tag}` };
    await page.reload();
    await asked;
    await page.clock.fastForward(1500);
    const plain = page.locator('.fb-send-to-messenger > a');
    await plain.waitFor();
    expect(await plain.getAttribute('href')).toBe(`https://m.me/${PAGE_ID}?ref=order-55`);
    gate.open();
    await button(page).waitFor();
    expect(await page.getByRole('link').count()).toBe(1);
  });

  it('with all four has nothing that axe objects to', async () => {
    const page = await visit(SEND + MESSAGE_US + CHECKBOX + CHAT);
    await expect
      .poll(() => page.locator('main :is(messenger-button, messenger-checkbox, messenger-bubble)').count())
      .toBe(4);
    await page.getByRole('checkbox').waitFor();
    const { violations } = await page.evaluate<AxeResults>(`${AXE}; axe.run()`);
    expect(violations.map(({ id }) => id)).toEqual([]);
  });

  it('with two tags is taken over once', async () => {
    const page = await visit(SEND + site.tag);
    await button(page).waitFor();
    await page.waitForLoadState('networkidle');
    expect(await page.getByRole('link').count()).toBe(1);
  });

  it('that shows what Meta had rendered keeps it', async () => {
    const rendered = SEND.replace('></div>', '><span><iframe title="Meta"></iframe></span></div>');
    const page = await visit(rendered + MESSAGE_US);
    await button(page).waitFor();
    expect(await page.getByRole('link', { name: 'Message us' }).count()).toBe(1);
    expect(await button(page).count()).toBe(1);
  });
});

it('what was dead leads from the click to the arrival', async () => {
  const page = await visit(SEND);
  const [messenger] = await Promise.all([page.context().waitForEvent('page'), button(page).locator('a').click()]);
  await messenger.waitForURL(/\/m\//);
  const ref = new URL(messenger.url()).searchParams.get('ref') ?? '';
  await expect.poll(() => page.evaluate('sessionStorage.length')).toBe(1);
  await site.server.deliver(referral('7001', ref));
  await site.server.settle();
  await page.locator('messenger-button[state="arrived"]').waitFor();
  const arrivals = await site.server.api('GET', '/v1/arrivals?psid=7001');
  expect(arrivals.body.data[0]).toMatchObject({ entryPoint: 'old-button', dataRef: 'order-55', outcome: 'matched' });
  expect(await href(page)).toContain(`?ref=${site.code}`);
});
