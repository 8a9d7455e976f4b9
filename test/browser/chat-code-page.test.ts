import type { BrowserContext, ConsoleMessage, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { VisitQuestion } from '../../shared/visit.ts';
import type { ButtonApi } from './button-api.ts';
import type { Shop } from './button-shop.ts';
import { useOpenVisit } from './shop-visit.ts';

let api: ButtonApi;
let shop: Shop;
let context: BrowserContext;
let page: Page;
useOpenVisit((visit) => ({ api, shop, context, page } = visit));

const status = (attributes = 'chat-code user-token-url="/token"', entry = 'spring-sale') =>
  `<messenger-link-status entry="${entry}" ${attributes}
    ><a href="${shop.origin}/m/1067?ref=SPRING1">Connect</a></messenger-link-status>`;

async function visit(body = status()): Promise<void> {
  const tag = `<script async src="${api.origin}/widget.js"></script>`;
  const html = `<!doctype html><html lang="en"><title>Shop</title><main>${body}</main>${tag}</html>`;
  shop.page = { html, headers: {} };
  shop.token = { status: 200, text: 'of-ada' };
  await page.goto(shop.origin);
  // Until its part is there the link opens the Page without a visit.
  await page.waitForFunction(() => !document.querySelector('[entry]:not(:defined)'));
}

const offer = () => page.getByRole('button', { name: 'Use a code instead' });
const code = () => page.locator('.signs');
const state = (is: string) => page.locator(`messenger-link-status[state=${is}]`).waitFor();

async function ask(): Promise<void> {
  await offer().click();
  await code().waitFor();
}

/** Says it of the visit there is; one that begins afterwards waits. */
function sayOnce(is: 'refused' | 'arrived'): void {
  api.say(is);
  api.state = 'waiting';
}

const question = (): VisitQuestion => ({
  kind: 'match',
  number: 42,
  expiresAt: new Date(Date.now() + 10 * 60_000).toISOString(),
});

describe('a chat code leaves the page with its visitor', () => {
  it('who logs out here', async () => {
    await visit();
    await ask();
    await page.evaluate('Threadtie.logout()');
    await offer().waitFor();
    expect(await code().count()).toBe(0);
  });

  it('who logs out in another tab', async () => {
    await visit();
    await ask();
    const other = await context.newPage();
    await other.goto(shop.origin);
    await other.waitForFunction(() => 'Threadtie' in window);
    await other.evaluate('Threadtie.logout()');
    await offer().waitFor();
    expect(await code().count()).toBe(0);
  });

  it('also where it is answered later, and so does what went wrong', async () => {
    await visit();
    let answer = (): unknown => undefined;
    await page.route(/link-codes$/, async (route) => {
      await new Promise((resolve) => (answer = () => resolve(undefined)));
      await route.continue().catch(() => null);
    });
    const asked = page.waitForRequest(/link-codes$/);
    await offer().click();
    await asked;
    await page.evaluate('Threadtie.logout()');
    answer();
    await page.locator('[part=chat-code-offer][aria-disabled=false]').waitFor();
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    expect([await code().count(), await page.locator('.problem').count()]).toEqual([0, 0]);
    await page.route(/link-codes$/, (route) => route.abort());
    await offer().click();
    await page.locator('.problem').waitFor();
    await page.evaluate('Threadtie.logout()');
    await expect.poll(() => page.locator('.problem').count()).toBe(0);
  });
});

describe('a chat code is offered', () => {
  it('in a shadow root that is attached later, and gives way to whoever arrives there', async () => {
    await visit('<div id="host"></div>');
    await page.waitForLoadState('networkidle');
    await page.evaluate((html) => {
      const root = document.getElementById('host')?.attachShadow({ mode: 'open' });
      const template = document.createElement('template');
      template.innerHTML = html;
      root?.append(template.content);
    }, status());
    await ask();
    await expect.poll(() => api.streams.size).toBe(1);
    sayOnce('arrived');
    await state('arrived');
    expect(await page.locator('messenger-chat-code').count()).toBe(0);
  });

  it('as soon as the attribute and a source of tokens are there, and no longer than that', async () => {
    await visit(status(''));
    await page.locator('messenger-link-status[state=idle]').waitFor();
    const set = (change: (element: Element) => void) => page.locator('messenger-link-status').evaluate(change);
    await set((element) => element.setAttribute('chat-code', ''));
    expect(await page.locator('messenger-chat-code').count()).toBe(0);
    await set((element) => element.setAttribute('user-token-url', '/token'));
    await offer().waitFor();
    await set((element) => element.removeAttribute('chat-code'));
    await expect.poll(() => offer().count()).toBe(0);
  });
});

it('a chat code is offered where a script alone says so, in any order', async () => {
  await visit(status(''));
  const element = page.locator('messenger-link-status');
  await element.evaluate(async (node) => {
    Object.assign(node, { chatCode: true });
    await (node as HTMLElement & { updateComplete: Promise<boolean> }).updateComplete;
    Object.assign(node, { getUserToken: () => 'of-ada' });
  });
  await ask();
  expect(await code().textContent()).toBe('CDFG-HJKM');
});

describe('a chat code that is answered late', () => {
  it.each([
    ['a visit that was opened meanwhile', () => page.getByRole('link').click(), 'waiting'],
    [
      'what belongs to another entry point',
      () => page.locator('[entry]').evaluate((node) => node.setAttribute('entry', 'autumn-sale')),
      'idle',
    ],
  ] as const)('takes not the place of %s', async (_, act, stands) => {
    await visit();
    let answer = (): unknown => undefined;
    const held = new Promise((resolve) => (answer = () => resolve(undefined)));
    await page.route(/link-codes$/, async (route) => {
      await held;
      await route.continue();
    });
    const asked = page.waitForRequest(/link-codes$/);
    await offer().click();
    await asked;
    await act();
    await page.bringToFront();
    await state(stands);
    const ref = () => page.locator('[entry]').evaluate((node) => (node as HTMLElement & { visitRef: string }).visitRef);
    const before = await ref();
    answer();
    await page.locator('[part=chat-code-offer][aria-disabled=false]').waitFor();
    expect([await ref(), await code().count()]).toEqual([before, 0]);
  });
});

describe('when the ten minutes of a code end', () => {
  it('whoever opened its visit by the link is still followed', async () => {
    await page.clock.install();
    const expiresAt = new Date(Date.now() + 10 * 60_000).toISOString();
    await page.route(/link-codes$/, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...(await response.json()), expiresAt } });
    });
    await visit();
    await ask();
    await page.getByRole('link').click();
    await page.bringToFront();
    await state('waiting');
    await page.clock.runFor(10 * 60_000 + 1000);
    await offer().waitFor();
    expect(await page.locator('messenger-link-status').getAttribute('state')).toBe('waiting');
    await expect.poll(() => api.streams.size).toBeGreaterThan(0);
    api.say('arrived');
    await state('arrived');
  });

  it('whoever is asked is still asked, also where an earlier code came to nothing', async () => {
    await page.clock.install();
    await visit();
    await ask();
    await expect.poll(() => api.streams.size).toBe(1);
    sayOnce('refused');
    await state('failed');
    await offer().waitFor();
    await ask();
    await state('idle');
    await page.clock.runFor(5 * 60_000);
    await expect.poll(() => api.streams.size).toBeGreaterThan(1);
    api.questions.set('', question());
    api.say('arrived');
    const number = page.locator('strong').getByText('42', { exact: true });
    await number.waitFor();
    expect([await code().count(), await offer().count()]).toEqual([0, 0]);
    await page.clock.runFor(5 * 60_000 + 1000);
    expect(await number.isVisible()).toBe(true);
  });
});

describe('the console', () => {
  const warnings: string[] = [];
  const note = (message: ConsoleMessage) => message.type() === 'warning' && warnings.push(message.text());

  /** What the page is told while the visitor acts. */
  async function toldWhile(act: () => Promise<unknown>): Promise<readonly string[]> {
    warnings.length = 0;
    page.on('console', note);
    await page.evaluate(() => {
      const told: string[] = [];
      addEventListener('messenger-error', ({ detail }) => told.push(`${detail.code} ${detail.message}`));
      Object.assign(window, { told });
    });
    await act();
    return await page.evaluate<string[]>('told');
  }

  it('says nothing of an outage, which no developer can mend; the page is told', async () => {
    await visit(status(undefined, 'failing-code'));
    const told = await toldWhile(async () => {
      await offer().click();
      await page.locator('.problem').waitFor();
    });
    expect([told.length, told[0]?.split(' ')[0], warnings]).toEqual([1, 'code_unavailable', []]);
  });

  it('says what the server says of a mistake of the site’s, and what to do', async () => {
    const error = { code: 'user_token_missing', message: 'No user token.', hint: 'Give one.' };
    const headers = { 'access-control-allow-origin': '*' };
    await page.route(/link-codes$/, (route) => route.fulfill({ status: 422, json: { error }, headers }));
    await visit();
    const told = await toldWhile(async () => {
      await offer().click();
      await page.locator('.problem').waitFor();
    });
    expect(told).toEqual(['code_unavailable user_token_missing: No user token. Give one.']);
    expect(warnings.join()).toContain('code_unavailable: user_token_missing: No user token. Give one.');
  });

  it('says that no token is to be had where the site promises one, as a click does', async () => {
    await visit();
    shop.token = { status: 404, text: '' };
    const told = await toldWhile(async () => {
      await offer().click();
      await page.locator('.problem').waitFor();
    });
    expect(told[0]).toBe('user_token_unavailable Expected a token, got Error: status 404');
    expect(warnings.join()).toContain('user_token_unavailable: Expected a token, got Error: status 404');
  });

  it('says nothing of an answer that did not get through, which is held against no later question', async () => {
    const asked: VisitQuestion = { ...question(), kind: 'confirm-on-site', person: 'Eve' };
    await visit(status(''));
    api.questions.set('', asked);
    await page.getByRole('link').click();
    await page.bringToFront();
    const yes = page.getByRole('button', { name: 'Yes, connect' });
    await yes.waitFor();
    await page.route(/confirm$/, (route) => route.abort());
    const told = await toldWhile(async () => {
      await yes.click();
      await page.locator('.failed-answer').waitFor();
    });
    expect([told, warnings]).toEqual([['confirm_failed TypeError: Failed to fetch'], []]);
    await page.evaluate('Threadtie.logout()');
    await state('idle');
    await page.getByRole('link').click();
    await page.bringToFront();
    await yes.waitFor();
    expect(await page.locator('.failed-answer').count()).toBe(0);
  });
});

it('a visitor whose clock is a quarter of an hour fast is asked all the same', async () => {
  await page.clock.install({ time: Date.now() + 15 * 60_000 });
  api.questions.set('', question());
  await visit(status(''));
  await page.getByRole('link').click();
  await page.bringToFront();
  const number = page.locator('strong').getByText('42', { exact: true });
  await number.waitFor();
  await page.clock.runFor(5 * 60_000);
  expect(await number.isVisible()).toBe(true);
  await expect.poll(() => api.streams.size).toBeGreaterThan(0);
  api.questions.clear();
  api.say('linked');
  await state('linked');
  expect(await page.evaluate('Object.keys(sessionStorage)')).toEqual(['threadtie:linked:spring-sale']);
});
