import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { ButtonApi } from './button-api.ts';
import type { Shop } from './button-shop.ts';
import { useOpenVisit } from './shop-visit.ts';

let api: ButtonApi;
let shop: Shop;
let page: Page;
useOpenVisit((visit) => ({ api, shop, page } = visit));

const anchor = (text = 'Message us') => `<a href="${shop.origin}/m/1067?ref=SPRING1">${text}</a>`;
const button = (attributes = '') =>
  `<messenger-button entry="spring-sale" ${attributes}>${anchor()}</messenger-button>`;
const status = (attributes = '') =>
  `<messenger-link-status entry="spring-sale" ${attributes}>${anchor('Connect')}</messenger-link-status>`;

async function visit(body: string): Promise<void> {
  const tag = `<script async src="${api.origin}/widget.js"></script>`;
  shop.page = {
    html: `<!doctype html><html lang="en"><title>Shop</title><main>${body}</main>${tag}</html>`,
    headers: {},
  };
  await page.goto(shop.origin);
  await page.waitForFunction(() => [...document.querySelectorAll('[entry]')].every((node) => node.shadowRoot));
}

describe('after a logout nothing is left of the visitor', () => {
  it('in an element that the page had set aside', async () => {
    await visit(button('user-token="of-ada"') + status('connected-as="Ada L."'));
    await page.evaluate(() => {
      const aside = [...document.querySelectorAll('[entry]')];
      for (const element of aside) element.remove();
      window.Threadtie.logout();
      document.querySelector('main')?.append(...aside);
    });
    await page.getByText('Not connected to Messenger').waitFor();
    expect(await page.getByText('Ada L.').count()).toBe(0);
    await page.getByRole('link', { name: 'Message us' }).click();
    await expect.poll(() => api.registrations.map(({ userToken }) => userToken)).toEqual([undefined]);
  });

  it('in one that is set aside and back without a logout, everything stays', async () => {
    await visit(button('user-token="of-ada"'));
    await page.evaluate(() => document.querySelector('main')?.append(...document.querySelectorAll('[entry]')));
    await page.getByRole('link').click();
    await expect.poll(() => api.registrations.map(({ userToken }) => userToken)).toEqual(['of-ada']);
  });

  it('in another tab of the site', async () => {
    await visit(status('connected-as="Ada L."') + button('user-token="of-ada"'));
    const other = await page.context().newPage();
    await other.goto(shop.origin);
    await other.waitForFunction(() => 'Threadtie' in window);
    await other.evaluate('Threadtie.logout()');
    await page.getByText('Not connected to Messenger').waitFor();
    expect(await page.locator('[user-token]').count()).toBe(0);
  });
});

it('a visit whose watcher is fetched only after the logout is not written back', async () => {
  let send = (): unknown => undefined;
  const held = new Promise((resolve) => (send = () => resolve(undefined)));
  await page.route(/widget-watch/, async (route) => {
    await held;
    await route.continue();
  });
  await visit(button());
  const registered = page.waitForResponse(/v1\/refs$/);
  await page.getByRole('link').click();
  await (await registered).finished();
  await page.evaluate('Threadtie.logout()');
  send();
  await page.evaluate(`import('${api.origin}/widget-watch.mjs')`);
  expect(await page.evaluate('sessionStorage.length')).toBe(0);
});

describe('what is shown is the server’s word alone', () => {
  const shown = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('[entry]')].map((node) => [
        node.getAttribute('state'),
        node.shadowRoot?.textContent?.trim(),
      ]),
    );
  const NOTHING = [
    ['idle', ''],
    ['idle', 'Not connected to Messenger'],
  ];

  it.each(['linked', 'bogus'])('and not state="%s" in the markup, set by a script or as a property', async (state) => {
    await visit(button(`state="${state}"`) + status(`state="${state}"`));
    await expect.poll(shown).toEqual(NOTHING);
    await page.evaluate((wanted) => {
      for (const node of document.querySelectorAll('[entry]')) {
        node.setAttribute('state', wanted);
        Object.assign(node, { state: wanted });
      }
    }, state);
    await expect.poll(shown).toEqual(NOTHING);
    await page.evaluate(() => document.querySelector('messenger-button')?.removeAttribute('state'));
    await expect.poll(shown).toEqual(NOTHING);
  });

  it('and not what a copy of the page has kept', async () => {
    await visit(button() + status());
    await page.getByRole('link', { name: 'Message us' }).click();
    await expect.poll(() => api.streams.size).toBeGreaterThan(0);
    api.say('linked');
    await page.locator('messenger-button[state=linked]').waitFor();
    await page.evaluate(() => {
      const copies = [...document.querySelectorAll('[entry]')].map((node) => node.cloneNode(true));
      window.Threadtie.logout();
      document.querySelector('main')?.replaceChildren(...copies);
    });
    await expect.poll(shown).toEqual(NOTHING);
  });

  it('a visit that arrived is shown as before', async () => {
    await visit(button());
    await page.getByRole('link').click();
    await expect.poll(() => api.streams.size).toBeGreaterThan(0);
    api.say('arrived');
    await page.locator('messenger-button[state=arrived]').waitFor();
    await page.evaluate(() => document.querySelector('[entry]')?.setAttribute('state', 'linked'));
    await page.locator('messenger-button[state=arrived]').waitFor();
    expect(await page.getByRole('status').textContent()).toContain('You’re in Messenger');
  });
});
