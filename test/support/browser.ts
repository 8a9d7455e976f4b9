import { execFile } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';
import { installedBrowsers } from './browser-candidates.ts';
import { carriedChromium, type StartableBrowser } from './carried-chromium.ts';
import { type BrowserSource, startFirstBrowser } from './start-first-browser.ts';

const DOWNLOAD_MS = 180_000;
const FLAGS = [
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/**
 * Starts a real Chromium with an empty profile: the one CHROME_PATH names, else an installed one, else the one an npm
 * package carries, else Playwright's own, with more flags if need be. Open pages with
 * `browser.newContext({ locale: 'en-US' })`.
 * @throws {Error} none of them starts; the message says what was tried and what to do
 */
export async function launchBrowser(flags: readonly string[] = []): Promise<Browser> {
  const chosen = process.env['CHROME_PATH'];
  const sources = chosen ? [named(chosen)] : [installed, carried, playwrights];
  return await startFirstBrowser(sources, (browser) => start(browser, flags));
}

function named(path: string): BrowserSource {
  return { name: 'CHROME_PATH', find: async () => [{ path, env: {} }] };
}

const installed: BrowserSource = {
  name: 'an installed Chrome or Chromium',
  async find() {
    const { platform, env } = process;
    const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
    return installedBrowsers({ platform, env, isFile }).map((path) => ({ path, env: {} }));
  },
};

const carried: BrowserSource = {
  name: 'the Chromium of @sparticuz/chromium',
  find: async () => [await carriedChromium()],
};

const playwrights: BrowserSource = {
  name: "Playwright's own Chromium",
  async find() {
    const path = chromium.executablePath();
    if (!existsSync(path)) await downloadPlaywrights();
    return [{ path, env: {} }];
  },
};

async function downloadPlaywrights(): Promise<void> {
  const cli = join(dirname(fileURLToPath(import.meta.resolve('playwright-core/package.json'))), 'cli.js');
  await promisify(execFile)(process.execPath, [cli, 'install', 'chromium'], { timeout: DOWNLOAD_MS });
}

/** Chromium's sandbox cannot start as root, nor where the system forbids user namespaces: only then it runs without. */
async function start(browser: StartableBrowser, flags: readonly string[]): Promise<Browser> {
  const isRoot = process.getuid?.() === 0;
  try {
    return await launch(browser, flags, !isRoot);
  } catch (error) {
    if (isRoot || !/sandbox/i.test(String(error))) throw error;
    return await launch(browser, flags, false);
  }
}

async function launch(
  { path, env }: StartableBrowser,
  flags: readonly string[],
  chromiumSandbox: boolean,
): Promise<Browser> {
  return await chromium.launch({
    executablePath: path,
    args: [...FLAGS, ...flags],
    chromiumSandbox,
    env: { ...definedEnv(), ...env },
  });
}

function definedEnv(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}
