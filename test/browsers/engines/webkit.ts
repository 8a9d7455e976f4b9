import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../support/free-port.ts';
import type { Engine, RunningEngine } from './engine.ts';
import { openSession } from './web-driver.ts';

const START_MS = 10_000;
const BROWSERS = ['/usr/lib/*/webkit2gtk-4.1/MiniBrowser', '/usr/libexec/webkit2gtk-4.1/MiniBrowser'];

/** WebKitGTK's MiniBrowser, on a screen that nobody sees. */
export const WEBKIT: Engine = {
  name: 'WebKit',
  remedy: 'apt-get install webkit2gtk-driver xvfb',
  packages: [],
  start,
};

async function start(): Promise<RunningEngine> {
  const binary = globSync(BROWSERS)[0];
  if (!binary) throw new Error('there is no MiniBrowser of WebKitGTK on this machine');
  const capabilities = { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': { binary, args: ['--automation'] } };
  const screen = await openScreen();
  try {
    const driver = await startDriver(screen.name);
    try {
      const first = await openSession(driver.url, capabilities);
      await first.close();
      return {
        version: first.version,
        openTab: () => openSession(driver.url, capabilities),
        close: async () => void (await Promise.all([end(driver.child), end(screen.child)])),
      };
    } catch (error) {
      await end(driver.child);
      throw error;
    }
  } catch (error) {
    await end(screen.child);
    throw error;
  }
}

async function openScreen(): Promise<{ name: string; child: ChildProcess }> {
  const flags = ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'];
  const child = spawn('Xvfb', flags, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const number = once(child.stdio[3] as Readable, 'data', { signal: AbortSignal.timeout(START_MS) });
  const [said] = await Promise.race([number, failure(child, 'Xvfb')]);
  return { name: `:${String(said).trim()}`, child };
}

async function startDriver(display: string): Promise<{ url: string; child: ChildProcess }> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = { ...process.env, DISPLAY: display, LANG: 'C.UTF-8', LANGUAGE: 'en_US' };
  const child = spawn('WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], { env, stdio: 'ignore' });
  await Promise.race([answers(`${url}/status`), failure(child, 'WebKitWebDriver')]);
  return { url, child };
}

async function answers(url: string): Promise<void> {
  const giveUpAt = performance.now() + START_MS;
  while (performance.now() < giveUpAt) {
    const response = await fetch(url).catch(() => null);
    if (response?.ok) return;
    await sleep(50);
  }
  throw new Error('WebKitWebDriver does not answer');
}

async function failure(child: ChildProcess, name: string): Promise<never> {
  const [reason] = await Promise.race([once(child, 'exit'), once(child, 'error').catch((error: unknown) => [error])]);
  throw new Error(`${name} does not start: ${reason}`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || !child.pid) return;
  const gone = once(child, 'exit');
  child.kill();
  await gone;
}
