import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { axeViolations, LOOKS } from './axe-violations.ts';
import { ADA, callGraph } from './graph-client.ts';
import { type Fixture, startFixture, until } from './simulator-fixture.ts';

const INSTAGRAM_ID = '17841405822304914';
const STARTING_MS = 240_000;
const TEST_MS = 60_000;

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
}, STARTING_MS);
afterAll(() => browser.close());

async function open(options: BrowserContextOptions): Promise<{ page: Page; troubles: string[] }> {
  const context = await browser.newContext({ locale: 'en-US', ...options });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => void (message.type() === 'error' && troubles.push(message.text())));
  return { page, troubles };
}

/** A thread with something of everything in it. */
async function fullThread({ sim, page }: Fixture): Promise<void> {
  const who = { person: 'ada', pageId: page.id };
  await sim.control.getStarted(who);
  const { message } = await sim.control.writeMessage({ ...who, text: 'Is the teapot there?' });
  await sim.control.act('reactions', { ...who, mid: message.mid, reaction: 'love' });
  for (const attachment of ['image', 'audio', 'file', 'location', 'sticker', 'like']) {
    await sim.control.act('attachments', { ...who, attachment });
  }
  const unsent = await sim.control.writeMessage({ ...who, text: 'oops', replyTo: message.mid });
  await sim.control.act('unsend', { ...who, mid: unsent.message.mid });
  const elements = ['Highland Oolong', 'Stone teapot'].map((title) => ({
    title,
    subtitle: 'From the hill behind the shop',
    buttons: [{ type: 'postback', title: 'Buy', payload: title }],
  }));
  const template = { type: 'template', payload: { template_type: 'generic', elements } };
  await callGraph({ sim, page }, 'POST', '/me/messages', {
    body: { recipient: { id: ADA }, message: { attachment: template } },
  });
  const buttons = [
    { title: 'See the teas', payload: 'SEE' },
    { type: 'account_link', url: 'https://shop.example/link' },
    { type: 'account_unlink' },
  ];
  const quickReplies = [{ title: 'Green', payload: 'GREEN' }];
  await sim.control.act('page-messages', { ...who, text: 'It is!', buttons, quickReplies });
}

describe('the phone in a browser', () => {
  test.each(LOOKS)(
    'gives axe nothing to find: %s, %i pixels wide',
    async (colorScheme, width) => {
      const fixture = await startFixture();
      await fullThread(fixture);
      const { page } = await open({ colorScheme, viewport: { width, height: 720 }, bypassCSP: true });
      await page.goto(`${fixture.sim.url}/chat/${fixture.page.id}`);
      await page.locator('.acts summary').last().click();
      await page.locator('.attach summary').click();
      expect(await axeViolations(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      await page.goto(`${fixture.sim.url}/chat/${INSTAGRAM_ID}`);
      expect(await axeViolations(page)).toEqual([]);
    },
    TEST_MS,
  );

  test(
    'keeps its strict policy, and a menu open while something else changes',
    async () => {
      const fixture = await startFixture();
      await fullThread(fixture);
      const { page, troubles } = await open({});
      await page.goto(`${fixture.sim.url}/chat/${fixture.page.id}`);
      await page.waitForFunction('document.querySelector(".picture")?.naturalWidth > 0');
      await page.locator('.acts summary').first().click();
      await fixture.sim.control.act('page-messages', { person: 'ada', pageId: fixture.page.id, text: 'Something new' });
      await page.getByText('Something new').waitFor();
      expect(await page.locator('.acts').first().getAttribute('open')).toBe('');
      expect(troubles).toEqual([]);
    },
    TEST_MS,
  );

  test(
    'replies without leaving the page, and forgets the reply afterwards',
    async () => {
      const fixture = await startFixture();
      await fullThread(fixture);
      const { page } = await open({});
      await page.goto(`${fixture.sim.url}/chat/${fixture.page.id}`);
      await page.locator('.acts summary').last().click();
      await page.getByRole('link', { name: 'Reply' }).last().click();
      await page.fill('#text', 'Two, please');
      await page.keyboard.press('Enter');
      await page.locator('.from-person .quoted').last().getByText('It is!').waitFor();
      await page.waitForFunction('!document.querySelector(".focus")');
      expect(new URL(page.url()).search).toBe('');
    },
    TEST_MS,
  );

  test(
    'does all of it without JavaScript',
    async () => {
      const fixture = await startFixture();
      const { page } = await open({ javaScriptEnabled: false });
      await page.goto(`${fixture.sim.url}/m/${fixture.page.id}?ref=nojs`);
      await page.getByRole('button', { name: 'Get Started' }).click();
      await page.fill('#text', 'Hello');
      await page.getByRole('button', { name: 'Send' }).click();
      await page.locator('.from-person').nth(1).waitFor();
      await page.locator('.attach summary').click();
      await page.getByRole('button', { name: 'Sticker' }).click();
      await page.locator('.from-person').nth(2).waitFor();
      await page.locator('.acts summary').nth(1).click();
      await page.getByRole('button', { name: 'love' }).nth(0).click();
      await page.locator('.reaction').waitFor();
      await page.locator('.acts summary').nth(1).click();
      await page.getByRole('link', { name: 'Edit' }).click();
      await page.waitForURL(/edit=/);
      await page.fill('#text', 'Hello there');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.locator('.edited').waitFor();
      await page.getByRole('button', { name: 'Let the Page offer something' }).click();
      await page.getByRole('button', { name: 'Green' }).click();
      await page.getByRole('button', { name: 'Block the Page' }).click();
      await page.getByText('It cannot write to you').waitFor();
      await until(() => fixture.peer.webhooks.length >= 9);
      const kinds = (): string[] =>
        fixture.peer.webhooks.flatMap((_, n) => Object.keys(fixture.peer.event(n)).slice(3));
      const needed = ['postback', 'message', 'reaction', 'message_edit', 'delivery', 'read'];
      await expect.poll(() => [...new Set(kinds())].toSorted()).toEqual(needed.toSorted());
    },
    TEST_MS,
  );
});
