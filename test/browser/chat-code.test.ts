import type { BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Journey, startJourney } from '../journey/journey.ts';
import { findFaults } from './find-faults.ts';

const CODE = /^[A-Z0-9]{4}-[A-Z0-9]{4}$/;

let journey: Journey;
let visitor: BrowserContext;
let page: Page;
let person: { id: string; psid: string };

beforeAll(async () => {
  journey = await startJourney();
});
afterAll(async () => await journey?.stop());

/** Somebody whose chat is elsewhere. */
beforeEach(async () => {
  const { id, psids } = await journey.simulator.control.addPerson({ name: 'Ada L.' });
  person = { id, psid: psids[journey.pageId] ?? '' };
  visitor = await journey.newVisitor();
});
afterEach(async () => await visitor.close());

/** The shop's page with its ways of connecting. An account gets five codes at a time: the tests share two. */
async function openWays(
  account: 'Ada Lovelace' | 'Grace Hopper',
  prepare = async (): Promise<void> => {},
): Promise<void> {
  page = await journey.openProduct(visitor, account);
  await prepare();
  await page.goto(`${journey.simulator.url}/shop/ways`);
}
const offer = (within: Locator): Locator => within.getByRole('button', { name: 'Use a code instead' });
const codeIn = async (within: Locator): Promise<string> => (await within.locator('.signs').textContent()) ?? '';

async function ask(within: Locator): Promise<string> {
  await offer(within).click();
  await within.locator('.signs').waitFor();
  return await codeIn(within);
}

async function writes(text: string): Promise<void> {
  await journey.simulator.control.writeMessage({ person: person.id, pageId: journey.pageId, text });
  await journey.settle();
}

/** Taps a quick reply of the newest message that has it. */
async function taps(title: string): Promise<void> {
  const { threads } = await journey.simulator.control.state();
  const thread = threads.find(({ personId, pageId }) => personId === person.id && pageId === journey.pageId);
  const message = thread?.messages.findLast(({ quickReplies }) => quickReplies?.some((reply) => reply.title === title));
  const payload = message?.quickReplies?.find((reply) => reply.title === title)?.payload ?? '';
  const choice = { person: person.id, pageId: journey.pageId, mid: message?.mid ?? '', payload };
  await journey.simulator.control.act('quick-replies', choice);
  await journey.settle();
}

const links = async (): Promise<readonly Record<string, unknown>[]> =>
  (await journey.get(`/v1/account-links?psid=${person.psid}`)).data;

describe('a chat code', () => {
  it('is shown to whoever is signed in, typed in the chat, and ties both once page and chat agree', async () => {
    await openWays('Ada Lovelace');
    const element = page.locator('#by-code');
    const code = await ask(element);
    expect(code).toMatch(CODE);
    const shown = element.locator('messenger-chat-code');
    await shown.getByText('Send this code in our chat:').waitFor();
    await shown.getByText('Works once, until').waitFor();
    expect(await shown.locator('.signs').getAttribute('aria-label')).toBe([...code].join(' '));
    expect(await findFaults(page, '#by-code')).toEqual([]);
    await writes(code.toLowerCase());
    await element.locator('bdi', { hasText: 'Ada L.' }).waitFor();
    expect(await shown.isVisible()).toBe(false);
    expect(await findFaults(page, '#by-code')).toEqual([]);
    await element.getByRole('button', { name: 'Yes, connect' }).click();
    expect(await links()).toEqual([]);
    await taps('Connect');
    await page.locator('#by-code[state=linked]').waitFor();
    expect(await links()).toMatchObject([{ siteUserId: '42', assurance: 'code', way: 'code' }]);
    await element.getByText('Connected as a***@pineandkettle.example').waitFor();
    await page.reload();
    await page.locator('#standing').getByRole('button', { name: 'Disconnect' }).click();
    await expect.poll(links).toEqual([]);
  });

  it('is carried by the picture of messenger-qr and by the link, and Not me in the chat ends it', async () => {
    await openWays('Ada Lovelace');
    const element = page.locator('#by-qr');
    await element.locator('.code').scrollIntoViewIfNeeded();
    await element.locator('.screen path').waitFor({ state: 'attached' });
    const before = await element.locator('.screen path').getAttribute('d');
    const code = await ask(element);
    await expect.poll(() => element.locator('.screen path').getAttribute('d')).not.toBe(before);
    const url = await element.evaluate((node) => {
      const { visitRef, urlWith } = node as HTMLElement & { visitRef: string; urlWith(ref: string): string };
      return urlWith.call(node, visitRef);
    });
    expect(new URL(url).searchParams.get('ref')).toMatch(new RegExp(`_${code.replace('-', '')}$`));
    await journey.simulator.control.openLink({ person: person.id, url });
    await journey.simulator.control.getStarted({ person: person.id, pageId: journey.pageId });
    await journey.settle();
    await element.locator('bdi', { hasText: 'Ada L.' }).waitFor();
    await taps('Not me');
    await page.locator('#by-qr[state=failed]').waitFor();
    expect(await links()).toEqual([]);
  });

  it('is over after ten minutes: it leaves the page and the link, and another can be had', async () => {
    await openWays('Ada Lovelace', () => page.clock.install());
    const element = page.locator('#by-code');
    const first = await ask(element);
    await page.clock.runFor(10 * 60_000 + 1000);
    await offer(element).waitFor();
    expect(await findFaults(page, '#by-code')).toEqual([]);
    expect(await element.evaluate((node) => (node as HTMLElement & { visitRef: string }).visitRef)).toBe('');
    expect(await ask(element)).not.toBe(first);
  });

  it('is copied by its button; where that is not allowed it is marked, and nothing else is claimed', async () => {
    await visitor.grantPermissions(['clipboard-read', 'clipboard-write']);
    await openWays('Grace Hopper');
    const element = page.locator('#by-code');
    const code = await ask(element);
    const copy = element.getByRole('button', { name: 'Copy' });
    const marked = () => page.evaluate(() => String(getSelection()));
    await copy.click();
    await element.getByRole('button', { name: '✓ Copy' }).waitFor();
    expect([await page.evaluate(() => navigator.clipboard.readText()), await marked()]).toEqual([code, '']);
    // As on a page without https.
    await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
    await copy.click();
    await expect.poll(marked).toBe(code);
    expect(await copy.textContent()).toBe('Copy');
  });

  it('leaves the page with the visitor who logs out, and is offered to nobody without a token', async () => {
    await openWays('Grace Hopper');
    const element = page.locator('#by-code');
    await ask(element);
    await page.evaluate('Threadtie.logout()');
    await offer(element).waitFor();
    expect(await element.locator('.signs').count()).toBe(0);
    await element.evaluate((node) => node.removeAttribute('user-token-url'));
    await expect.poll(() => element.locator('messenger-chat-code').count()).toBe(0);
  });

  it('says that none is to be had, in the language of the page, and keeps the focus', async () => {
    await openWays('Grace Hopper');
    const element = page.locator('#by-code');
    await page.route('**/v1/link-codes', (route) => route.fulfill({ status: 429, body: '{}' }));
    await page.evaluate(() => document.documentElement.setAttribute('lang', 'de'));
    const german = element.getByRole('button', { name: 'Stattdessen mit Code' });
    await german.press('Enter');
    await element.getByText('Das hat nicht geklappt.').waitFor();
    expect(await german.evaluate((node) => node.matches(':focus'))).toBe(true);
    await page.unroute('**/v1/link-codes');
    await page.evaluate(() => document.documentElement.setAttribute('lang', 'ar'));
    await element.getByRole('button', { name: 'استخدام رمز' }).click();
    await element.locator('.signs').waitFor();
    expect(await element.locator('messenger-chat-code [dir=rtl]').count()).toBeGreaterThan(0);
    expect(await element.locator('.signs').getAttribute('dir')).toBe('ltr');
    expect(await findFaults(page, '#by-code')).toEqual([]);
  });

  it('costs a page that does not offer it nothing', async () => {
    const asked: string[] = [];
    visitor.on('request', (request) => asked.push(request.url()));
    page = await journey.openProduct(visitor, 'Ada Lovelace');
    await page.waitForLoadState('networkidle');
    expect(asked.filter((url) => url.includes('chat-code'))).toEqual([]);
    await openWays('Ada Lovelace');
    await offer(page.locator('#by-code')).waitFor();
    expect(asked.filter((url) => url.includes('link-codes'))).toEqual([]);
    expect(await findFaults(page)).toEqual([]);
  });
});

describe('the words that the chat listens to', () => {
  it('bring the shop’s Log In button with a page for computers, and end a link that the page made', async () => {
    await writes('Log in');
    const { threads } = await journey.simulator.control.state();
    const prompt = threads.find(({ personId }) => personId === person.id)?.messages.at(-1);
    expect(prompt?.text).toContain('Log in to Demo shop to connect this chat');
    expect(JSON.stringify(prompt?.buttons)).toMatch(/\/link\/messenger\?page=.*\/link\/web\//);
    await openWays('Grace Hopper');
    const opened = visitor.waitForEvent('page');
    for (const url of [journey.simulator.url, new URL(page.url()).origin]) {
      await visitor.addCookies([{ name: 'sim_person', value: person.id, url }]);
    }
    await page.locator('#by-direct a').click();
    await (await opened).waitForURL(/\/chat\//);
    await page.locator('#by-direct[state=linked]').waitFor();
    expect(await links()).toMatchObject([{ siteUserId: '43', assurance: 'direct' }]);
    await writes('log out');
    expect(await links()).toEqual([]);
  });
});
