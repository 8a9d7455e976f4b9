import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launchBrowser } from '../support/browser.ts';

/** Has the tests of a file, or of a part of it, share a browser that runs while they do; answers how to get at it. */
export function useBrowser(): () => Browser {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(async () => await browser?.close());
  return () => {
    if (!browser) throw new Error('The browser has not started.');
    return browser;
  };
}
