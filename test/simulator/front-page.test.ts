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
      await sim.control.addApp({ name: 'Desk' });
      const page = await open(sim.url, { colorScheme, viewport: { width, height: 720 }, bypassCSP: true });
      await page.getByRole('button', { name: 'Token for sixty days' }).last().click();
      await page.locator('input[name=token]').waitFor();
      await page.waitForLoadState();
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

  test('adds an app, shows what a server is told of it, and sets that app alone', async () => {
    const { sim, page } = await startFixture();
    const post = async (path: string, fields: Record<string, string>): Promise<Response> =>
      fetch(`${sim.url}/settings/${path}`, {
        method: 'POST',
        headers: { origin: sim.url },
        body: new URLSearchParams(fields),
        redirect: 'manual',
      });
    const added = await post('apps', { name: 'Desk' });
    const id = /app-heading-(\d+)$/.exec(added.headers.get('location') ?? '')?.[1] ?? '';
    const shown = await (await fetch(sim.url)).text();
    expect(shown).toContain(`readonly value="${id}"`);
    expect(shown).toMatch(/readonly value="[0-9a-f]{32}"/);
    await post('app', { appId: id, mode: 'dev', roles: 'grace' });
    await post(`page/${page.id}`, { [`fields-${id}`]: 'messages', fields: 'messages', token: 'valid' });
    const { apps, pages } = await sim.control.state();
    expect(apps.map(({ mode }) => mode)).toEqual(['live', 'dev']);
    expect(pages[0]).toMatchObject({ subscribedFields: ['messages'], subscriptions: { [id]: ['messages'] } });
    const token = /name="token" readonly value="(EAA\w+)"/.exec(await (await post('user-token', { appId: id })).text());
    const me = await fetch(`${sim.url}/graph/debug_token?input_token=${token?.[1]}&access_token=${token?.[1]}`);
    expect(await me.json()).toMatchObject({ data: { app_id: id, application: 'Desk' } });
  });

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
