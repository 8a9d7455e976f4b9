import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../widget/texts/languages.ts';
import { launchBrowser } from '../support/browser.ts';
import { actOnElements } from './act-on-elements.ts';
import { findFaults } from './find-faults.ts';
import { bubbles, type ShowcaseLanguage } from './showcase-elements.ts';
import { type Showcase, startShowcase } from './showcase.ts';

const PHONE = { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true } as const;
/** A window of 1280 x 1024, zoomed to 400 %. */
const ZOOMED = { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 } as const;
const LOOKS = [
  ['light', 'en'],
  ['light', 'ar'],
  ['dark', 'en'],
  ['dark', 'ar'],
] as const;

let browser: Browser;
let showcase: Showcase;

beforeAll(async () => {
  browser = await launchBrowser();
  showcase = await startShowcase(browser);
});
afterAll(async () => {
  await browser?.close();
  await showcase?.close();
});
afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()));
});

const bubble = (name: string, lang: ShowcaseLanguage = 'en') => new Map(bubbles(lang)).get(name) ?? '';

describe.each(LOOKS)('in the %s scheme, in %s', (colorScheme, lang) => {
  it('axe finds nothing in any element in any state', async () => {
    const page = await showcase.open({ lang, colorScheme });
    await actOnElements(page);
    expect(await findFaults(page)).toEqual([]);
    for (const [name, html] of bubbles(lang)) {
      await showcase.showInCorner(page, html);
      if (name === 'greeting') await page.locator('.greeting').waitFor();
      expect([name, await findFaults(page, '#corner')]).toEqual([name, []]);
    }
  });
});

it.each([
  ['light', 'en'],
  ['dark', 'ar'],
] as const)('axe finds nothing on a phone of 320 pixels in the %s scheme, in %s', async (colorScheme, lang) => {
  const page = await showcase.open({ lang, colorScheme, ...PHONE });
  await actOnElements(page);
  await showcase.showInCorner(page, bubble('greeting', lang));
  await page.locator('.greeting').waitFor();
  expect(await findFaults(page)).toEqual([]);
  await showcase.showInCorner(page, bubble('open, failing-answer', lang));
  expect(await findFaults(page, '#corner')).toEqual([]);
});

interface Target {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** It is smaller than its words. */
  readonly isSpilt: boolean;
}

/** The boxes of everything that can be acted upon, under its role or tag; a box in a label is as large as the label. */
async function targetsOf(page: Page): Promise<readonly Target[]> {
  return await page.evaluate(() => {
    const within = (root: ParentNode): Element[] =>
      [...root.querySelectorAll('*')].flatMap((node) => [node, ...(node.shadowRoot ? within(node.shadowRoot) : [])]);
    return within(document)
      .filter((node) => node.matches('a, button, input, select, [tabindex], [role=button]') && node.checkVisibility())
      .map((node) => {
        const { width, height } = (node.closest('label') ?? node).getBoundingClientRect();
        return {
          name: `${node.localName} ${node.textContent.trim() || node.getAttribute('aria-label')}`,
          width,
          height,
          isSpilt:
            node.localName === 'button' &&
            (node.scrollWidth > node.clientWidth || node.scrollHeight > node.clientHeight),
        };
      });
  });
}

/** By how much a page is wider than its window. */
const overflowOf = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

describe.each([
  ['at 100 %', { viewport: { width: 1000, height: 800 } }],
  ['at a width of 320 pixels', { viewport: { width: 320, height: 640 } }],
  ['zoomed to 400 %', ZOOMED],
  ['on a phone', PHONE],
] as const)('%s', (_, options) => {
  it('every target is 44 pixels wide and high and holds its words, and nothing needs scrolling sideways', async () => {
    const page = await showcase.open(options);
    await actOnElements(page);
    const seen: string[] = [];
    for (const name of ['closed', 'greeting', 'open, idle', 'open, failing-answer']) {
      await showcase.showInCorner(page, bubble(name));
      if (name === 'greeting') await page.locator('.greeting').waitFor();
      const targets = await targetsOf(page);
      expect(targets.filter(({ width, height, isSpilt }) => Math.min(width, height) < 44 || isSpilt)).toEqual([]);
      expect(await overflowOf(page)).toBe(0);
      seen.push(...targets.map((target) => target.name));
    }
    // What was not there could not be too small.
    const buttons = ['Close', 'Save image (PNG)', 'Disconnect', 'Yes, connect', 'Use a code instead', 'Copy', '✓ Copy'];
    expect(seen).toEqual(
      expect.arrayContaining(['a Message us', 'input null', ...buttons.map((one) => `button ${one}`)]),
    );
  });
});

it('in every language the elements fit a window of 320 pixels', async () => {
  const page = await showcase.open(ZOOMED);
  await actOnElements(page);
  for (const code of LANGUAGES) {
    await page.evaluate((lang) => (document.documentElement.lang = lang), code);
    await showcase.showInCorner(page, bubble('open, failing-answer'));
    expect([code, await overflowOf(page)]).toEqual([code, 0]);
  }
});

it('zoomed to 400 % all of the panel can be reached by scrolling in it', async () => {
  const page = await showcase.open(ZOOMED);
  await showcase.showInCorner(page, bubble('open, refused'));
  for (const part of ['messenger-bubble > a', '.panel .code']) {
    await page.locator(`#corner ${part}`).scrollIntoViewIfNeeded();
    const box = await page.locator(`#corner ${part}`).boundingBox();
    expect(box?.y).toBeLessThan(ZOOMED.viewport.height - 76);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeGreaterThan(0);
  }
});
