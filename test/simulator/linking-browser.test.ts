import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { axeViolations, LOOKS } from './axe-violations.ts';
import { type Fixture, startFixture } from './simulator-fixture.ts';

const QUESTION = 'איזה מספר מופיע באתר של Pine & Kettle?';

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

async function open(options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-US', ...options });
  onTestFinished(() => context.close());
  return await context.newPage();
}

/** A login page on a port of its own: one link leads back with a code, the other without. Opened otherwise it is the shop. */
async function startLoginPage(): Promise<string> {
  const server = createServer((request, response) => {
    const back = new URL(request.url ?? '', 'http://login').searchParams.get('redirect_uri');
    response.setHeader('content-type', 'text/html; charset=utf-8');
    if (back === null) return void response.end('<!doctype html><title>The shop</title>');
    const yes = new URL(back);
    yes.searchParams.set('authorization_code', 'code-1');
    const link = (href: string, text: string): string => `<a href="${href.replaceAll('&', '&amp;')}">${text}</a>`;
    response.end(`<!doctype html><title>Login</title>${link(yes.href, 'Connect')} ${link(back, 'Cancel')}`);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://localhost:${(server.address() as AddressInfo).port}/link?site=1`;
}

/** Ada's thread, with Log In, Log Out and a page of the shop to open, and a question with eight answers below. */
async function withButtons(): Promise<Fixture & { chat: string; login: string }> {
  const fixture = await startFixture();
  const { sim, page } = fixture;
  const who = { person: 'ada', pageId: page.id };
  const login = await startLoginPage();
  await sim.control.getStarted(who);
  const buttons = [
    { type: 'account_link', url: login },
    { type: 'account_unlink' },
    { type: 'web_url', title: 'Open the shop', url: login },
  ];
  await sim.control.act('page-messages', { ...who, text: 'Log in to Pine & Kettle to connect this chat', buttons });
  const quickReplies = [11, 24, 37, 42, 58, 63, 79, 86].map((n) => ({ title: `${n}`, payload: `n:${n}` }));
  await sim.control.act('page-messages', { ...who, text: QUESTION, quickReplies });
  return { ...fixture, login, chat: `${sim.url}/chat/${page.id}` };
}

describe('linking on the phone', () => {
  test.each([true, false])('leads to the login page and back, JavaScript %s', async (javaScriptEnabled) => {
    const world = await withButtons();
    const page = await open({ javaScriptEnabled });
    await page.goto(world.chat);
    await page.getByRole('button', { name: 'Log In' }).click();
    await page.waitForURL(/account_linking_token=/);
    expect(page.url().startsWith(`${world.login}&`)).toBe(true);
    await page.getByRole('link', { name: 'Connect' }).click();
    await page.waitForURL(world.chat);
    await page.getByText('You logged in to your account').waitFor();
    expect(await page.getByText('Logged in', { exact: true }).count()).toBe(1);
    await page.getByRole('button', { name: 'Log Out' }).click();
    await page.getByText('You logged out of your account').waitFor();
    expect((await world.sim.control.state()).linkedAccounts).toEqual([]);

    await page.getByRole('button', { name: 'Log In' }).click();
    await page.getByRole('link', { name: 'Cancel' }).click();
    await page.getByText('You did not log in').waitFor();
    await page.getByRole('link', { name: 'Open the shop' }).click();
    await page.waitForURL(world.login);
    expect(await page.title()).toBe('The shop');
  });

  test('says that it failed where the app does not acknowledge, and leads back to the thread', async () => {
    const world = await withButtons();
    world.peer.failing.add('/webhooks/messenger');
    const page = await open({ bypassCSP: true });
    await page.goto(world.chat);
    await page.getByRole('button', { name: 'Log In' }).click();
    await page.getByRole('link', { name: 'Connect' }).click();
    await page.getByRole('heading', { name: 'Account linking failed' }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Back to the thread' }).click();
    await page.getByText('Account linking failed').waitFor();
  });

  test('offers quick replies until one is tapped or something is written', async () => {
    const world = await withButtons();
    const page = await open();
    await page.goto(world.chat);
    const answers = page.getByRole('form', { name: 'Quick replies' }).getByRole('button');
    expect(await answers.allTextContents()).toEqual(['11', '24', '37', '42', '58', '63', '79', '86']);
    await answers.nth(3).click();
    await page.locator('.from-person').getByText('42').waitFor();
    expect(await answers.count()).toBe(0);
    const quickReplies = [{ title: 'Yes', payload: 'y' }];
    const who = { person: 'ada', pageId: world.page.id };
    await world.sim.control.act('page-messages', { ...who, text: 'Sure?', quickReplies });
    await answers.waitFor();
    await page.fill('#text', 'No idea');
    await page.keyboard.press('Enter');
    await answers.waitFor({ state: 'detached' });
  });

  test('says on a desktop that Log In is for phones only', async () => {
    const world = await withButtons();
    const page = await open();
    await page.goto(world.chat);
    await page.getByRole('button', { name: 'Use a desktop instead' }).click();
    await page.getByText('work in the app on a phone only').waitFor();
    expect(await page.getByRole('button', { name: 'Log In' }).isDisabled()).toBe(true);
    await page.selectOption('#locale', 'he_IL');
    const ada = async () => (await world.sim.control.state()).people.find((one) => one.id === 'ada');
    await page.getByRole('button', { name: 'Set' }).click();
    await expect.poll(ada).toMatchObject({ locale: 'he_IL' });
    await page.getByRole('button', { name: 'Go back to the phone' }).click();
    await expect.poll(ada).toMatchObject({ locale: 'he_IL', device: 'phone' });
  });

  test.each(LOOKS)('looks right, whatever the script: %s, %i pixels wide', async (colorScheme, width) => {
    const world = await withButtons();
    const page = await open({ colorScheme, viewport: { width, height: 720 }, bypassCSP: true });
    await page.goto(world.chat);
    expect(await axeViolations(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    const direction = await page.evaluate(
      "getComputedStyle([...document.querySelectorAll('.bubble')].at(-1)).direction",
    );
    expect(direction).toBe('rtl');
  });
});
