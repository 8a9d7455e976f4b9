import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import type { Medium, RunningEngine, Tab } from './engine.ts';
import { clickOn } from './click-on.ts';
import { NotAvailable } from './not-available.ts';

const CLOSE_MS = 5000;

/** A running browser by way of Playwright. */
export function drivePlaywright(browser: Browser): RunningEngine {
  return {
    version: browser.version(),
    openTab: () => openTab(browser),
    // One that does not answer is killed when this process ends.
    close: async () => void (await Promise.race([browser.close(), sleep(CLOSE_MS, undefined, { ref: false })])),
  };
}

async function openTab(browser: Browser): Promise<Tab> {
  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1024, height: 700 } });
  const page = await context.newPage();
  return {
    open: async (url) => void (await page.goto(url)),
    read: (expression) => page.evaluate(expression),
    clickAt: (x, y, button = 'left') => page.mouse.click(x, y, { button }),
    press: (key) => page.keyboard.press(key),
    clickInFrame: async (selector) => await page.frames()[1]?.evaluate(clickOn(selector)),
    emulate: (medium) => emulate(page, medium),
    async closeOthers() {
      await Promise.all(context.pages().map((other) => (other === page ? undefined : other.close())));
      await page.bringToFront();
    },
    close: () => context.close(),
  };
}

async function emulate(page: Page, { print, forcedColors, still }: Medium): Promise<void> {
  try {
    await page.emulateMedia({
      ...(print && { media: 'print' }),
      ...(forcedColors && { forcedColors: 'active' }),
      ...(still && { reducedMotion: 'reduce' }),
    });
  } catch (error) {
    throw new NotAvailable(`what drives it cannot pretend this medium: ${String(error).split('\n')[0]}`);
  }
}
