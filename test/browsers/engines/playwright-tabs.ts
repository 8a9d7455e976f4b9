import type { Browser } from 'playwright-core';
import type { RunningEngine, Tab } from './engine.ts';

/** A running browser by way of Playwright. */
export function drivePlaywright(browser: Browser): RunningEngine {
  return {
    version: browser.version(),
    openTab: () => openTab(browser),
    close: () => browser.close(),
  };
}

async function openTab(browser: Browser): Promise<Tab> {
  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1024, height: 700 } });
  const page = await context.newPage();
  return {
    open: async (url) => void (await page.goto(url)),
    read: (expression) => page.evaluate(expression),
    clickAt: (x, y) => page.mouse.click(x, y),
    press: (key) => page.keyboard.press(key),
    shoot: () => page.screenshot(),
    async closeOthers() {
      await Promise.all(context.pages().map((other) => (other === page ? undefined : other.close())));
      await page.bringToFront();
    },
    close: () => context.close(),
  };
}
