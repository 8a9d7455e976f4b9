import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { ButtonApi } from './button-api.ts';
import type { Shop } from './button-shop.ts';
import { useOpenVisit } from './shop-visit.ts';

let api: ButtonApi;
let shop: Shop;
let context: BrowserContext;
let page: Page;
useOpenVisit((visit) => ({ api, shop, context, page } = visit));

async function visit(attributes: string): Promise<void> {
  const link = `<a href="${shop.origin}/m/1067?ref=SPRING1">Message us</a>`;
  const tag = `<script async src="${api.origin}/widget.js"></script>`;
  const html = `<!doctype html><html lang="en"><title>Shop</title><main>
    <messenger-button entry="spring-sale" ${attributes}>${link}</messenger-button></main>${tag}</html>`;
  shop.page = { html, headers: {} };
  shop.token = { status: 200, text: 'of-the-address' };
  await page.goto(shop.origin);
  await page.locator('messenger-button[state=idle]').waitFor();
}

const setFunction = () =>
  page.evaluate(() => {
    const element = document.querySelector('messenger-button');
    if (element) element.getUserToken = () => 'of-the-function';
  });

describe('Threadtie.open registers the visit for whoever is signed in', () => {
  it.each([
    ['the element’s token', 'user-token="of-the-markup"', '', 'of-the-markup'],
    ['the element’s address', 'user-token-url="/token"', '', 'of-the-address'],
    ['the element’s function', 'user-token="of-the-markup"', 'function', 'of-the-function'],
  ])('by %s', async (_, attributes, way, token) => {
    await visit(attributes);
    if (way) await setFunction();
    await Promise.all([context.waitForEvent('page'), page.evaluate(`Threadtie.open('spring-sale')`)]);
    await expect.poll(() => api.registrations.map(({ userToken }) => userToken)).toEqual([token]);
  });

  it('by what it is handed, whatever the element has', async () => {
    await visit('user-token-url="/token"');
    await setFunction();
    const handed = `Threadtie.open('spring-sale', { userToken: 'handed-over' })`;
    await Promise.all([context.waitForEvent('page'), page.evaluate(handed)]);
    await expect.poll(() => api.registrations.map(({ userToken }) => userToken)).toEqual(['handed-over']);
  });
});
