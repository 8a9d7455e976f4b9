import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { type PageLoad, type SpeedSite, type SpeedVariant, startSpeedSite } from './speed-pages.ts';

const ROUNDS = 3;
const LONG_TASK_MS = 50;

let browser: Browser;
let site: SpeedSite;
const loads = new Map<SpeedVariant, PageLoad[]>();

beforeAll(async () => {
  browser = await launchBrowser();
  site = await startSpeedSite();
  const variants = ['none', 'widget', 'sdk'] as const;
  for (let round = 0; round < ROUNDS; round++) {
    for (const variant of variants) {
      loads.set(variant, [...(loads.get(variant) ?? []), await site.load(browser, variant)]);
    }
  }
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

/** The best of the loads: whatever else runs on the machine can only add to it. */
const best = (variant: SpeedVariant, name: keyof PageLoad): number =>
  Math.min(...(loads.get(variant) ?? []).map((load) => load[name]));

it('the link can be clicked as soon as without our script, long before one that waits for an SDK', () => {
  expect(best('widget', 'linkMs')).toBeLessThan(1.25 * best('none', 'linkMs'));
  expect(best('sdk', 'linkMs') / best('widget', 'linkMs')).toBeGreaterThan(1.5);
});

it('the button is there before one that waits for an SDK', () => {
  expect(best('sdk', 'buttonMs') / best('widget', 'buttonMs')).toBeGreaterThan(1.1);
});

it('nothing of the page moves', () => {
  expect(loads.get('widget')?.map(({ layoutShift }) => layoutShift)).toEqual(Array(ROUNDS).fill(0));
});

it('no task with our script in it is a long one, with a processor a quarter as fast', () => {
  expect(best('widget', 'longestTaskMs')).toBeGreaterThan(0);
  expect(best('widget', 'longestTaskMs')).toBeLessThan(LONG_TASK_MS);
});
