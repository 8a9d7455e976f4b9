import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { axeViolations, LOOKS } from './axe-violations.ts';
import { startFixture } from './simulator-fixture.ts';

const STARTING_MS = 240_000;
const TEST_MS = 60_000;

let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
}, STARTING_MS);
afterAll(() => browser.close());

async function open(url: string, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ locale: 'en-US', ...options });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

describe('the front page', () => {
  test.each(LOOKS)(
    'gives axe nothing to find with every form open: %s, %i pixels wide',
    async (colorScheme, width) => {
      const { sim } = await startFixture();
      const page = await open(sim.url, { colorScheme, viewport: { width, height: 720 }, bypassCSP: true });
      await page.getByRole('button', { name: 'Token for sixty days' }).click();
      for (const summary of await page.locator('summary').all()) await summary.click();
      expect(await axeViolations(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    },
    TEST_MS,
  );

  test(
    'sets the app and a Page by keyboard',
    async () => {
      const { sim, page: shop } = await startFixture();
      const page = await open(sim.url, { viewport: { width: 1000, height: 720 } });
      await page.locator('select[name=mode]').selectOption('dev');
      await page.locator('input[name=roles][value=grace]').focus();
      await page.keyboard.press('Space');
      await page.getByRole('button', { name: 'Save the app' }).press('Enter');
      await page.waitForURL(/#app-heading/);
      expect((await sim.control.state()).app).toMatchObject({ mode: 'dev', roles: ['grace', 'olivia'] });
      await page.locator('summary').first().press('Enter');
      await page.locator('input[value=published]').first().uncheck();
      await page.locator('select[name=token]').first().selectOption('revoked');
      await page.getByRole('button', { name: 'Save the Page' }).first().press('Enter');
      await page.waitForURL(/#pages-heading/);
      const { pages } = await sim.control.state();
      expect(pages.find((one) => one.id === shop.id)).toMatchObject({
        isPublished: false,
        getStartedPayload: 'GET_STARTED',
      });
      expect(await page.locator('summary').first().textContent()).toContain('not published, token revoked');
    },
    TEST_MS,
  );

  test('gives out a user token that works', async () => {
    const { sim } = await startFixture();
    const answer = await fetch(`${sim.url}/settings/user-token`, {
      method: 'POST',
      headers: { origin: sim.url },
      body: new URLSearchParams({ lifetime: 'long' }),
    });
    const [, token = ''] = /name="token" readonly value="(EAA\w+)"/.exec(await answer.text()) ?? [];
    const me = await fetch(`${sim.url}/graph/me?access_token=${token}`);
    expect(await me.json()).toMatchObject({ name: 'Olivia Pine' });
  });

  test('takes no form from another site', async () => {
    const { sim } = await startFixture();
    const answer = await fetch(`${sim.url}/settings/app`, {
      method: 'POST',
      headers: { origin: 'https://evil.example' },
      body: new URLSearchParams({ mode: 'dev' }),
    });
    expect([answer.status, (await sim.control.state()).app.mode]).toEqual([403, 'live']);
  });
});
