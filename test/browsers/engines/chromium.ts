import { launchBrowser } from '../../support/browser.ts';
import type { Engine } from './engine.ts';
import { drivePlaywright } from './playwright-tabs.ts';

/** The Chromium of `npm test`, as the yardstick for the others. */
export const CHROMIUM: Engine = {
  name: 'Chromium',
  remedy: 'set CHROME_PATH to a Chrome or Chromium',
  packages: [],
  start: async () => drivePlaywright(await launchBrowser()),
};
