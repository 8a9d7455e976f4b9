import { expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';

test('starts a real Chromium that renders a page in American English', { timeout: 240_000 }, async () => {
  const browser = await launchBrowser();
  try {
    const context = await browser.newContext({ locale: 'en-US' });
    const page = await context.newPage();
    await page.setContent('<h1>Hello</h1>');
    expect(await page.textContent('h1')).toBe('Hello');
    expect(await page.evaluate(() => navigator.language)).toBe('en-US');
  } finally {
    await browser.close();
  }
});
