import { statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Browser, BrowserType } from 'playwright-core';
import type { Load } from '../../clients/install-packages.ts';
import type { Engine } from './engine.ts';
import { drivePlaywright } from './playwright-tabs.ts';

/** An installed Firefox. */
export const FIREFOX: Engine = {
  name: 'Firefox',
  remedy: 'apt-get install firefox-esr, or set FIREFOX_PATH',
  // The last one that drives a Firefox as it is shipped; the project's own cannot.
  packages: ['playwright-core@1.60.0'],
  start: async (load) => drivePlaywright(await launchFirefox(load)),
};

/** Starts an installed Firefox with an empty profile. */
export async function launchFirefox(load: Load): Promise<Browser> {
  const { firefox } = load<{ readonly firefox: BrowserType }>('playwright-core');
  return await firefox.launch({ channel: 'moz-firefox', executablePath: findFirefox() });
}

function findFirefox(): string {
  const chosen = process.env['FIREFOX_PATH'];
  if (chosen) return chosen;
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const places = ['firefox', 'firefox-esr'].flatMap((name) => folders.map((folder) => join(folder, name)));
  const found = places.find((place) => statSync(place, { throwIfNoEntry: false })?.isFile());
  if (!found) throw new Error('there is no Firefox on this machine');
  return found;
}
