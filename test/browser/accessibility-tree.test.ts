import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { actOnElements, bubbles, type Showcase, startShowcase } from './showcase.ts';

const SAYS = {
  waiting: 'Waiting for you in Messenger…',
  arrived: 'You’re in Messenger',
  linked: 'Messenger is connected',
  refused: 'Messenger could not be connected to your account. Please try again, or tell us in the chat.',
};
const PHONE = { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true } as const;

let browser: Browser;
let showcase: Showcase;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  showcase = await startShowcase(browser);
});
afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()));
  await showcase.close();
});

/** What a screen reader is told of the element that shows this entry point. */
async function treeOf(tag: string, entry = 'idle', nth = 0): Promise<string> {
  return await page.locator(`messenger-${tag}[entry="${entry}"]`).nth(nth).ariaSnapshot();
}

describe('what a screen reader is told', () => {
  it('of a button: a link, and below it what came of it', async () => {
    page = await showcase.open();
    expect(await treeOf('button')).toMatchInlineSnapshot(`
      "- link "Message us":
        - /url: https://m.me/1067?ref=SPRING1
      - status"
    `);
    expect(await treeOf('button', 'waiting')).toMatchInlineSnapshot(`
      "- link "Message us":
        - /url: https://m.me/1067?ref=SPRING1
      - status: Waiting for you in Messenger…"
    `);
    expect(await treeOf('button', 'linked')).toMatchInlineSnapshot(`
      "- link "Message us":
        - /url: https://m.me/1067?ref=SPRING1
      - status: Messenger is connected"
    `);
    expect(await treeOf('button', 'refused')).toMatchInlineSnapshot(`
      "- link "Message us":
        - /url: https://m.me/1067?ref=SPRING1
      - status: Messenger could not be connected to your account. Please try again, or tell us in the chat."
    `);
  });

  it('of a code: that it is one, what to do with it, and how to keep it', async () => {
    page = await showcase.open();
    expect(await treeOf('qr')).toMatchInlineSnapshot(`
      "- img "QR code that opens our chat in Messenger"
      - paragraph: Scan with your phone’s camera
      - link "Message us":
        - /url: https://m.me/1067?ref=SPRING1
      - button "Save image (SVG)"
      - button "Save image (PNG)"
      - status"
    `);
    expect(await treeOf('qr', 'arrived')).toMatchInlineSnapshot(`
      "- img "QR code that opens our chat in Messenger"
      - paragraph: Scan with your phone’s camera
      - link "Message us":
        - /url: https://m.me/1067?ref=SPRING1
      - button "Save image (SVG)"
      - button "Save image (PNG)"
      - status: You’re in Messenger"
    `);
  });

  it('of a box: its words, whether it is ticked, and after the form was sent the way on', async () => {
    page = await showcase.open();
    await actOnElements(page);
    expect(await treeOf('checkbox')).toMatchInlineSnapshot(`
      "- checkbox "Send me messages in Messenger"
      - text: Send me messages in Messenger
      - status
      - status"
    `);
    expect(await treeOf('checkbox', 'idle', 1)).toMatchInlineSnapshot(`
      "- checkbox "Send me messages in Messenger" [checked]
      - text: Send me messages in Messenger
      - status
      - status"
    `);
    expect(await treeOf('checkbox', 'idle', 2)).toMatchInlineSnapshot(`
      "- checkbox "Send me messages in Messenger" [disabled]
      - text: Send me messages in Messenger
      - status
      - status"
    `);
    expect(await treeOf('checkbox', 'idle', 3)).toMatchInlineSnapshot(`
      "- link "Message us":
        - /url: https://m.me/1067?ref=SPRING1
      - status: Continue in Messenger
      - status"
    `);
    expect(await treeOf('checkbox', 'arrived')).toMatchInlineSnapshot(`
      "- link "Message us":
        - /url: https://m.me/1067?ref=SPRING1
      - status
      - status: You’re in Messenger"
    `);
  });

  it('of a connection: whose it is, and what can be done about it', async () => {
    page = await showcase.open();
    await actOnElements(page);
    expect(await treeOf('link-status')).toMatchInlineSnapshot(`
      "- paragraph: Not connected to Messenger
      - link "Message us":
        - /url: https://m.me/1067?ref=SPRING1
      - status
      - status"
    `);
    expect(await treeOf('link-status', 'idle', 1)).toMatchInlineSnapshot(`
      "- paragraph: Connected as Ada L.
      - link "Connect another account":
        - /url: https://m.me/1067?ref=SPRING1
      - button "Disconnect"
      - status
      - status"
    `);
    expect(await treeOf('link-status', 'idle', 2)).toMatchInlineSnapshot(`
      "- paragraph: Connected as Ada L.
      - link "Connect another account":
        - /url: https://m.me/1067?ref=SPRING1
      - button "Disconnect" [disabled]
      - status
      - status"
    `);
    expect(await treeOf('link-status', 'idle', 3)).toMatchInlineSnapshot(`
      "- paragraph: Connected as Ada L.
      - link "Connect another account":
        - /url: https://m.me/1067?ref=SPRING1
      - button "Disconnect"
      - status: That did not work. Please try again.
      - status"
    `);
  });

  it('of a bubble: a region with its launcher, a greeting that can be closed, a dialog', async () => {
    page = await showcase.open();
    const told = new Map<string, string>();
    for (const [name, html] of bubbles('en')) {
      await showcase.showInCorner(page, html);
      if (name === 'greeting') await page.locator('.greeting').waitFor();
      told.set(name, await page.locator('#corner').ariaSnapshot());
    }
    expect(told.get('closed')).toMatchInlineSnapshot(`
      "- region "Message us":
        - status
        - button "Message us""
    `);
    expect(told.get('greeting')).toMatchInlineSnapshot(`
      "- region "Message us":
        - status: May we help?
        - button "Close"
        - button "Message us""
    `);
    expect(told.get('open, idle')).toMatchInlineSnapshot(`
      "- region "Message us":
        - status
        - dialog "Message us":
          - paragraph: May we help?
          - link "Message us":
            - /url: https://m.me/1067?ref=SPRING1
          - status
          - img "QR code that opens our chat in Messenger"
          - paragraph: Scan with your phone’s camera
          - status
        - button "Message us" [expanded]"
    `);
    expect(told.get('open, linked')).toMatchInlineSnapshot(`
      "- region "Message us":
        - status
        - dialog "Message us":
          - paragraph: May we help?
          - link "Message us":
            - /url: https://m.me/1067?ref=SPRING1
          - status: Messenger is connected
          - img "QR code that opens our chat in Messenger"
          - paragraph: Scan with your phone’s camera
        - button "Message us" [expanded]"
    `);
  });

  it('of a bubble on a phone: the link itself', async () => {
    page = await showcase.open(PHONE);
    await showcase.showInCorner(page, new Map(bubbles('en')).get('closed') ?? '');
    expect(await page.locator('#corner').ariaSnapshot()).toMatchInlineSnapshot(`
      "- region "Message us":
        - status
        - link "Message us":
          - /url: https://m.me/1067?ref=SPRING1"
    `);
  });
});

describe('what is announced', () => {
  it.each([
    ['button', ''],
    ['qr', ''],
    ['checkbox', 'sent'],
    ['link-status', ''],
    ['bubble', 'open'],
  ])('by a %s: in one line that was there before, each state once it is true', async (name, attributes) => {
    const { api, shop } = showcase;
    api.stream = 'open';
    api.identity = { status: 'accepted', code: null, message: null };
    const link = `<a href="${shop.origin}/m/1067?ref=SPRING1">Message us</a>`;
    const body = `<messenger-${name} entry="spring-sale" ${attributes}>${link}</messenger-${name}>`;
    page = await showcase.open({ body });
    // A screen reader announces what changes in a line that it knows already, not a line that comes with its words.
    const line = await page.locator(`messenger-${name}[entry]`).first().locator('.status').first().elementHandle();
    const said = () =>
      line?.evaluate((node) => (node.isConnected && node.role === 'status' ? node.textContent.trim() : null));
    expect(await said()).toBe('');
    for (const end of ['refused', 'linked'] as const) {
      api.say('waiting');
      await page.getByRole('link').first().click();
      await expect.poll(said).toBe(SAYS.waiting);
      for (const state of ['arrived', end] as const) {
        api.say(state);
        await expect.poll(said).toBe(SAYS[state]);
        expect(await page.getByRole('status').filter({ hasText: SAYS[state] }).count()).toBe(1);
      }
    }
  });

  it.each([
    ['greeting', 'May we help?', '.greeting p', bubbles('en')[1]?.[1].replace('delay="0"', 'delay="0.3"')],
    ['link that could not be ended', 'That did not work. Please try again.', '#failing .outcome', undefined],
  ])('of a %s: in a line that was there before, too', async (_, text, place, html) => {
    page = await showcase.open();
    if (html) await showcase.showInCorner(page, html);
    const line = page.locator(place).and(page.getByRole('status'));
    const before = await line.elementHandle();
    expect(await before?.textContent()).toBe('');
    if (!html) await actOnElements(page);
    await expect.poll(() => line.textContent()).toBe(text);
    expect(await before?.textContent()).toBe(text);
  });
});
