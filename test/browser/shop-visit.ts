import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { beforeEach, expect } from 'vitest';
import { type ButtonApi, startButtonApi } from './button-api.ts';
import { type Shop, startShop } from './button-shop.ts';
import { useBrowser } from './use-browser.ts';

/** The scripted server and the website of one test, and whoever visits them. */
export interface ShopVisit {
  readonly api: ButtonApi;
  readonly shop: Shop;
  /** Errors that nobody caught and what policies refused, on any page; a test that expects some takes them out. */
  readonly problems: string[];
  /** Opens an empty page in a browser nobody has used, which is closed with the test. */
  newPage(options?: BrowserContextOptions): Promise<Page>;
}

/** A visit that has begun: with an empty page. */
export interface OpenVisit extends ShopVisit {
  readonly context: BrowserContext;
  readonly page: Page;
}

/** Gives every test a server, a website and visitors of its own, and sees to it that none of them meets a problem. */
export function useShopVisit(begin: (visit: ShopVisit) => unknown): void {
  const browser = useBrowser();
  beforeEach(async () => {
    const visit = await startShopVisit(browser());
    await begin(visit);
    return visit.end;
  });
}

/** Does the same, and opens the page on which the test is about to begin. */
export function useOpenVisit(begin: (visit: OpenVisit) => unknown): void {
  useShopVisit(async (visit) => {
    const page = await visit.newPage();
    await begin({ ...visit, page, context: page.context() });
  });
}

async function startShopVisit(browser: Browser): Promise<ShopVisit & { end(): Promise<void> }> {
  const [api, shop] = await Promise.all([startButtonApi(), startShop()]);
  const problems: string[] = [];
  const contexts: BrowserContext[] = [];
  return {
    api,
    shop,
    problems,
    async newPage(options) {
      const context = await browser.newContext({ locale: 'en-US', ...options });
      contexts.push(context);
      context.on('weberror', (error) => problems.push(String(error.error())));
      context.on('console', (message) => {
        if (/content security policy|trusted/i.test(message.text())) problems.push(message.text());
      });
      return await context.newPage();
    },
    async end() {
      await Promise.all(contexts.map((context) => context.close()));
      await Promise.all([api.close(), shop.close()]);
      expect(problems).toEqual([]);
    },
  };
}
