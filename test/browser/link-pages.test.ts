import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { LANGUAGES } from '../../shared/language.ts';
import { type LoginWorld, startLoginWorld, until } from '../linking/login/login-world.ts';
import { launchBrowser } from '../support/browser.ts';
import { findFaults } from './find-faults.ts';

let browser: Browser;
let world: LoginWorld;

beforeAll(async () => {
  [browser, world] = [await launchBrowser(), await startLoginWorld('sqlite')];
  await world.linking({ look: { accent: '#0a7c66' } });
});
afterAll(async () => {
  await browser.close();
  await world.stop();
});

async function newPage(options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-US', ...options });
  onTestFinished(() => context.close());
  return await context.newPage();
}

/** Ada's thread, with a Log In button in it; hers is the phone that a browser is until somebody else takes it. */
async function adaTapsLogIn(page: Page): Promise<void> {
  const { people } = await world.sim.control.state();
  const ada = people.find(({ id }) => id === 'ada');
  const psid = ada?.psids[world.pageId] ?? '';
  await world.tapLogIn({ id: 'ada', name: ada?.name ?? '', psid });
  await page.goto(`${world.sim.url}/chat/${world.pageId}`);
  await page.getByRole('button', { name: 'Log In' }).last().click();
  await page.waitForURL(/\/link\/messenger/);
}

/** Right to left or not, in both schemes: nothing stands over the edge, is too small to tap, or breaks a rule of access. */
async function checkLook(page: Page, title: string, width: number): Promise<void> {
  // What was looked for may be there before the style sheets are.
  await page.waitForLoadState();
  const shots = process.env['LINK_PAGE_PICTURES'];
  if (shots) await page.screenshot({ path: `${shots}/${title}.png`, fullPage: true });
  expect([title, await findFaults(page)]).toEqual([title, []]);
  expect([title, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([title, width]);
  const small = await page.evaluate<string[]>(
    "[...document.querySelectorAll('a, button')].filter((e) => e.getBoundingClientRect().height < 44).map((e) => e.outerHTML)",
  );
  expect([title, small]).toEqual([title, []]);
}

describe('the linking pages', () => {
  beforeAll(async () => {
    await world.sim.control.getStarted({ person: 'ada', pageId: world.pageId });
    await world.sim.control.flush();
    await until(async () => (await world.server.api('GET', `/v1/threads?pageId=${world.pageId}`)).body.data[0]);
  });

  test.each([true, false])('lead from the thread to the shop and back, scripts: %s', async (javaScriptEnabled) => {
    const page = await newPage({ javaScriptEnabled });
    const policies: string[] = [];
    page.on('console', (message) => /Content Security Policy/.test(message.text()) && policies.push(message.text()));
    // The shop stands on another site: what Strict cookies do when people come back is part of what is looked at.
    expect(new URL(world.sim.url).hostname).not.toBe(new URL(world.url).hostname);
    await adaTapsLogIn(page);
    await page.getByRole('button', { name: /Log in to/ }).click();
    await page.getByRole('button', { name: /Ada Lovelace/ }).click();
    if (!javaScriptEnabled) await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('heading', { name: 'Are both of these yours?' }).waitFor();
    expect(await page.locator('dd').allTextContents()).toEqual([
      'Pine & Kettle',
      'Ada Lovelace',
      'a***@pineandkettle.example',
    ]);
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    const number = await page.locator('.number').textContent();
    await page.reload();
    expect(await page.locator('.number').textContent()).toBe(number);
    await page.getByRole('link', { name: 'Back to the chat' }).click();
    await page.waitForURL(/\/chat\//);
    const answer = page.getByRole('form', { name: 'Quick replies' }).getByRole('button', { name: number ?? '' });
    await until(async () => {
      if (await answer.isVisible()) return true;
      if (!javaScriptEnabled) await page.reload();
      return undefined;
    });
    await answer.click();
    const links = async () => (await world.server.api('GET', `/v1/account-links?pageId=${world.pageId}`)).body.data;
    const link = await until(async () => (await links())[0]);
    expect(link).toMatchObject({ siteUserId: '42', assurance: 'account-linking' });
    await world.server.api('DELETE', `/v1/account-links/${link.id}`);
    expect(policies).toEqual([]);
  });

  test.each([
    ['light', 320, 'en_GB'],
    ['dark', 320, 'he_IL'],
    ['light', 1000, 'ar_AR'],
    ['dark', 1000, 'de_DE'],
  ] as const)('look right: %s, %i pixels wide, %s', async (colorScheme, width, locale) => {
    const page = await newPage({ colorScheme, viewport: { width, height: 720 }, bypassCSP: true });
    const name = locale === 'he_IL' ? 'עדה לאבלייס' : 'Augusta Ada King, Countess of Lovelace, née Byron';
    const person = await world.newPerson(name);
    await world.sim.control.setPerson(person.id, { locale });
    const check = (title: string) => checkLook(page, `${locale}-${width}-${title}`, width);
    await page.goto(await world.tapLogIn(person));
    expect(await page.evaluate('document.documentElement.lang')).toBe(locale.slice(0, 2));
    await check('start');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
    await page.locator('form[action="/link/login"] button').click();
    await page.getByRole('button', { name: /Grace Hopper/ }).click();
    await page.locator('form[action="/link/connect"]').waitFor();
    await check('decision');
    await page.locator('form[action="/link/connect"] button').click();
    await page.locator('.number').waitFor();
    await check('number');
    await page.goto(`${world.url}/link/web/guessed`);
    await check('fault');
  });

  test.each([
    ['light', 1000, 'en_GB'],
    ['dark', 320, 'he_IL'],
  ] as const)(
    'let go while the thread asks about two accounts: %s, %i pixels wide, %s',
    async (colorScheme, width, locale) => {
      await world.linking({ linking: { onConflict: 'ask' } });
      onTestFinished(() => world.linking({ linking: { onConflict: 'refuse' } }));
      const page = await newPage({ colorScheme, viewport: { width, height: 720 }, bypassCSP: true });
      const person = await world.newPerson();
      await world.sim.control.setPerson(person.id, { locale });
      const choose = async (account: RegExp): Promise<void> => {
        // Whoever is signed in at the shop already is not asked who they are.
        await page.context().clearCookies();
        await page.goto(await world.webLink(person));
        await page.locator('form[action="/link/login"] button').click();
        await page.getByRole('button', { name: account }).click();
        await page.locator('form[action="/link/connect"] button').click();
        const number = await page.locator('.number').innerText();
        await world.settle();
        await world.answer(person, await world.question(person), number);
        await world.settle();
        await page.reload();
      };
      await choose(/Ada Lovelace/);
      expect(await page.locator('form').count()).toBe(0);
      await choose(/Grace Hopper/);
      await page.locator('form[action="/link/cancel"]').waitFor();
      await checkLook(page, `${locale}-${width}-asks`, width);
      await page.locator('form[action="/link/cancel"] button').click();
      await page.locator('form').waitFor({ state: 'detached' });
      expect((await world.links(person)).map(({ siteUserId }) => siteUserId)).toEqual(['42']);
    },
  );

  test.each(LANGUAGES)('fit on a narrow phone in %s', async (language) => {
    const page = await newPage({ viewport: { width: 320, height: 640 }, locale: language });
    await page.goto(`${world.url}/link/session/guessed`);
    expect(await page.evaluate('document.documentElement.lang')).toBe(language);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
  });
});
