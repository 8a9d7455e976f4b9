import { type PageLoad, type SpeedVariant, startSpeedSite, THROTTLE } from '../browser/speed-pages.ts';
import { launchBrowser } from '../support/browser.ts';
import { median } from './quantile.ts';

const VARIANTS: readonly SpeedVariant[] = ['none', 'widget', 'plain', 'sdk'];

/**
 * What the script costs a page in a slow browser, beside the same page without it and one whose button has to wait for an SDK
 * of 90 kB. The pages take turns; every figure is the median, unless it says that it is the worst.
 */
export async function measureWidget(rounds: number): Promise<object> {
  const site = await startSpeedSite();
  const browser = await launchBrowser();
  const loads = new Map<SpeedVariant, PageLoad[]>(VARIANTS.map((variant) => [variant, []]));
  try {
    for (const variant of VARIANTS) await site.load(browser, variant);
    for (let round = 0; round < rounds; round++) {
      for (const variant of VARIANTS) loads.get(variant)?.push(await site.load(browser, variant));
    }
    return report(loads, rounds, browser.version());
  } finally {
    await browser.close();
    await site.close();
  }
}

function report(loads: ReadonlyMap<SpeedVariant, readonly PageLoad[]>, rounds: number, version: string): object {
  const middle = (variant: SpeedVariant, name: keyof PageLoad): number =>
    median((loads.get(variant) ?? []).map((load) => load[name]));
  const worst = (variant: SpeedVariant, name: keyof PageLoad): number =>
    Math.max(...(loads.get(variant) ?? []).map((load) => load[name]));
  const buttonMs = middle('widget', 'buttonMs');
  const added = (variant: SpeedVariant): number => middle(variant, 'mainThreadMs') - middle('none', 'mainThreadMs');
  return {
    browser: `Chromium ${version}, processor ${THROTTLE.cpu} times slower, Slow 4G, empty cache`,
    rounds,
    plainLinkWithoutScriptMs: middle('none', 'linkMs'),
    linkOnPageWithWidgetMs: middle('widget', 'linkMs'),
    buttonMs,
    buttonOfUncompressedWidgetMs: middle('plain', 'buttonMs'),
    buttonOfSdkMs: middle('sdk', 'buttonMs'),
    sdkToLink: middle('sdk', 'buttonMs') / middle('widget', 'linkMs'),
    sdkToButton: middle('sdk', 'buttonMs') / buttonMs,
    sdkToUncompressedButton: middle('sdk', 'buttonMs') / middle('plain', 'buttonMs'),
    mainThreadOfPageMs: middle('none', 'mainThreadMs'),
    mainThreadAddedByWidgetMs: added('widget'),
    mainThreadAddedBySdkMs: added('sdk'),
    tasksOfWidgetMs: middle('widget', 'scriptTasksMs'),
    tasksOfSdkMs: middle('sdk', 'scriptTasksMs'),
    longestTaskMs: middle('widget', 'longestTaskMs'),
    worstLongestTaskMs: worst('widget', 'longestTaskMs'),
    worstLayoutShift: worst('widget', 'layoutShift'),
  };
}
