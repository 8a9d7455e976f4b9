import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import type { VisitQuestion } from '../../shared/visit.ts';
import type { ButtonApi } from './button-api.ts';
import { type Shop, strictPolicy } from './button-shop.ts';
import { findFaults } from './find-faults.ts';
import { type ShopVisit, useShopVisit } from './shop-visit.ts';

const PHONE = { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true } as const;
const EXPIRES_AT = new Date(Date.now() + 15 * 60_000).toISOString();
const ACCEPTED = { status: 'accepted', code: null, message: null } as const;
const MATCH: VisitQuestion = { kind: 'match', expiresAt: EXPIRES_AT, number: 42 };
const CONSENT: VisitQuestion = { kind: 'confirm-on-site', expiresAt: EXPIRES_AT, person: 'Eve O.' };

let api: ButtonApi;
let shop: Shop;
let page: Page;
let newPage: ShopVisit['newPage'];
useShopVisit((visit) => {
  ({ api, shop, newPage } = visit);
  api.identity = ACCEPTED;
});
/** Each visit has an id of its own: `one`, `two`, in the order in which they are registered. */
beforeEach(() => {
  for (const id of ['one', 'two', 'three']) {
    const visit = { id, ref: '', url: '', watchSecret: 'secret', expiresAt: EXPIRES_AT, identity: ACCEPTED };
    api.answers.push({ status: 201, body: visit });
  }
});

async function visit(options: BrowserContextOptions = {}, attributes = ''): Promise<void> {
  shop.page = {
    html: `<!doctype html><html lang="en"><title>Shop</title><meta name="viewport" content="width=device-width"><main><h1>Shop</h1>
      </main><messenger-bubble entry="spring-sale" ${attributes}><a href="${shop.origin}/m/1067?ref=SPRING1">Message us</a>
      </messenger-bubble><script async src="${api.origin}/widget.js"></script></html>`,
    headers: strictPolicy(api.origin, shop.origin),
  };
  page = await newPage({ reducedMotion: 'reduce', ...options });
  await page.goto(shop.origin);
  await page.locator('messenger-bubble:defined').waitFor({ state: 'attached' });
}

const launcher = () => page.locator('button.launcher');
const panel = () => page.locator('.panel');
const line = () => panel().locator('> .status');
const number = (within: Locator = page.locator('messenger-bubble')) => within.locator('strong');
const streams = (count: number) => expect.poll(() => api.streams.size).toBe(count);
/** Whether a person sees it: what is clear is there, but not to be seen. */
const isSeen = (what: Locator) => what.evaluate((node) => node.checkVisibility({ opacityProperty: true }));
const seen = (what: Locator, expected = true) =>
  expect.poll(() => isSeen(what.first()), { timeout: 8000 }).toBe(expected);

/** Has a visit ask, from the next stream on. */
function ask(id: string, question: VisitQuestion): void {
  api.questions.set(id, question);
  api.hangUp();
}

/** Opens the panel, whose code is the visit `one`. */
async function openPanel(): Promise<void> {
  await launcher().click();
  await streams(1);
}

/** Opens the link, and has the page listen to what comes of it. */
async function openLink(): Promise<void> {
  const before = api.streams.size;
  await page.locator('messenger-bubble > a').click();
  await streams(before + 1);
}

describe('on a desktop', () => {
  it('what the link’s visit is asked is seen with a closed panel, in a line that was there, also after a reload', async () => {
    await visit();
    const before = await line().elementHandle();
    await openPanel();
    await openLink();
    await page.keyboard.press('Escape');
    await seen(panel(), false);
    ask('two', MATCH);
    await seen(number());
    expect(await before?.evaluate((node) => node.isConnected && node.role === 'status')).toBe(true);
    expect(await before?.textContent()).toContain('Tap this number in Messenger');
    expect(await findFaults(page, 'messenger-bubble')).toEqual([]);
    await page.keyboard.press('Escape');
    await seen(number());
    await page.reload();
    await seen(number());
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await page.getByRole('img', { name: /QR/ }).count()).toBe(0);
    await launcher().click();
    await page.getByRole('img', { name: /QR/ }).waitFor();
    expect(await number().filter({ visible: true }).count()).toBe(1);
  });

  it('what the code’s visit is asked is seen after the panel was closed, and its code is still the same', async () => {
    await visit();
    await openPanel();
    const code = panel().locator('messenger-qr');
    const drawn = await code.locator('.screen path').getAttribute('d');
    await launcher().click();
    await seen(panel(), false);
    const before = await code.locator('.status').elementHandle();
    expect(await before?.evaluate((node) => node.checkVisibility())).toBe(true);
    ask('one', CONSENT);
    const yes = page.getByRole('button', { name: 'Yes, connect' });
    await seen(yes);
    expect(await findFaults(page, 'messenger-bubble')).toEqual([]);
    await page.keyboard.press('Escape');
    await seen(yes);
    await yes.press('Enter');
    await expect.poll(() => launcher().evaluate((node) => node.matches(':focus'))).toBe(true);
    api.questions.clear();
    api.say('linked');
    await seen(page.getByText('Messenger is connected'));
    await launcher().click();
    await seen(code.locator('.code'));
    expect(await code.locator('.screen path').getAttribute('d')).toBe(drawn);
    expect(api.registrations).toHaveLength(1);
  });

  it('what the code’s visit is asked is seen beside a link’s visit that has arrived before', async () => {
    await visit();
    await openPanel();
    await openLink();
    api.say('arrived');
    await seen(line().getByText('You’re in Messenger'));
    expect(await page.getByText('You’re in Messenger').filter({ visible: true }).count()).toBe(1);
    ask('one', MATCH);
    await seen(number(panel().locator('messenger-qr')));
    await seen(line().getByText('You’re in Messenger'));
  });

  it('what is asked is seen and answered also where the rest of its look cannot be fetched, which is tried again', async () => {
    await visit();
    await page.route(/bubble-said/, (route) => route.abort());
    await launcher().click();
    await openLink();
    await page.keyboard.press('Escape');
    ask('one', CONSENT);
    const yes = page.getByRole('button', { name: 'Yes, connect' });
    await seen(yes);
    expect(await panel().evaluate((node) => getComputedStyle(node, '::after').display)).toBe('none');
    await yes.press('Enter');
    await expect.poll(() => launcher().evaluate((node) => node.matches(':focus'))).toBe(true);
    await page.unroute(/bubble-said/);
    await launcher().click();
    await page.getByRole('img', { name: /QR/ }).waitFor();
  });

  it('what is said goes when it is closed, and comes when there is something else to say', async () => {
    await visit({}, 'greeting="May we help?" greeting-delay="0.5"');
    await openPanel();
    await openLink();
    await seen(line().getByText('Waiting for you in Messenger…'));
    await launcher().click();
    await seen(panel(), false);
    api.say('refused');
    await seen(line().getByText('could not be connected'));
    await page.keyboard.press('Escape');
    await seen(panel(), false);
    expect(await page.locator('.greeting').isVisible()).toBe(false);
  });
});

describe('on a phone', () => {
  it.each([
    ['linked', 'Messenger is connected'],
    ['refused', 'Messenger could not be connected to your account.'],
  ] as const)(
    'all up to %s is seen above the launcher, in a line that was there, and can be closed',
    async (end, last) => {
      await visit(PHONE);
      const before = await line().elementHandle();
      await openLink();
      for (const [state, words] of [
        ['waiting', 'Waiting for you in Messenger…'],
        ['arrived', 'You’re in Messenger'],
        [end, last],
      ] as const) {
        api.say(state);
        await seen(line().getByText(words));
        expect(await before?.evaluate((node) => node.isConnected && node.textContent)).toContain(words);
        expect(await findFaults(page, 'messenger-bubble')).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
        await page.getByRole('button', { name: 'Close' }).click();
        await seen(panel(), false);
        await expect.poll(() => page.getByRole('button').allTextContents()).toEqual([]);
      }
    },
  );

  it('what is asked takes the place of a greeting, cannot be closed, and its outcome is said', async () => {
    await visit(PHONE, 'greeting="May we help?" greeting-delay="0"');
    await page.locator('.greeting').waitFor();
    api.questions.set('one', CONSENT);
    await openLink();
    const yes = page.getByRole('button', { name: 'Yes, connect' });
    await seen(yes);
    expect(await page.locator('.greeting').isVisible()).toBe(false);
    expect(await page.getByRole('button').allTextContents()).toEqual(['Yes, connect', 'No, that is not me']);
    await page.keyboard.press('Escape');
    await seen(yes);
    await page.reload();
    await seen(yes);
    await page.locator('messenger-bubble').evaluate((node) => Object.assign(node, { open: true }) && undefined);
    expect(await page.locator('.greeting').isVisible()).toBe(false);
    api.questions.clear();
    api.say('linked');
    await seen(page.getByText('Messenger is connected'));
  });
});
