import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { median } from '../bench/quantile.ts';
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

/** Of loads that took turns, so that what else runs on the machine falls on all pages alike. */
const middle = (variant: SpeedVariant, name: keyof PageLoad): number =>
  median((loads.get(variant) ?? []).map((load) => load[name]));

it('the link can be clicked as soon as without our script, long before one that waits for an SDK', () => {
  expect(middle('widget', 'linkMs')).toBeLessThan(1.25 * middle('none', 'linkMs'));
  expect(middle('sdk', 'linkMs') / middle('widget', 'linkMs')).toBeGreaterThan(1.5);
});

it('the button is there before one that waits for an SDK', () => {
  expect(middle('sdk', 'buttonMs') / middle('widget', 'buttonMs')).toBeGreaterThan(1.1);
});

it('nothing of the page moves', () => {
  expect(loads.get('widget')?.map(({ layoutShift }) => layoutShift)).toEqual(Array(ROUNDS).fill(0));
});

/** A ratio to a page that is nearly empty: 60 paragraphs, no script. The stand-in for an SDK is parsed and runs nothing. */
it('with our script the main thread is busy less than four times as long as with the bare page alone', () => {
  // The least of the loads: whatever else runs on the machine only adds.
  const least = (variant: SpeedVariant) => Math.min(...(loads.get(variant) ?? []).map((load) => load.mainThreadMs));
  const [page, ours, sdk] = (['none', 'widget', 'sdk'] as const).map(least);
  const [bare, added, bySdk] = [page, ours, sdk].map((ms = 0) => `${ms.toFixed(1)} ms`);
  console.info(`main thread: the page ${bare}, with our script ${added}, with the stand-in for an SDK ${bySdk}`);
  expect((ours ?? Infinity) / (page ?? 0)).toBeLessThan(4);
});

it('no task with our script in it is a long one in the middle one of three loads, with a processor a quarter as fast', () => {
  const longest = loads.get('widget')?.map(({ longestTaskMs }) => longestTaskMs) ?? [];
  console.info(`longest task with our script, in each load: ${longest.map((ms) => ms.toFixed(1)).join(', ')} ms`);
  expect(Math.min(...longest)).toBeGreaterThan(0);
  expect(median(longest)).toBeLessThan(LONG_TASK_MS);
});
