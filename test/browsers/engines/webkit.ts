import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../support/free-port.ts';
import type { Engine, RunningEngine } from './engine.ts';
import { openSession } from './web-driver.ts';

const START_MS = 10_000;
const END_MS = 3000;
const PAGE_MS = 10_000;
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
  const capabilities = {
    browserName: 'MiniBrowser',
    timeouts: { pageLoad: PAGE_MS, script: PAGE_MS },
    'webkitgtk:browserOptions': { binary, args: ['--automation'] },
  };
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
  // Some versions begin the screen anew when the last browser ends, and one that starts at that moment finds none.
  const flags = ['-displayfd', '3', '-noreset', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'];
  const child = spawn('Xvfb', flags, { detached: true, stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const number = once(child.stdio[3] as Readable, 'data', { signal: AbortSignal.timeout(START_MS) });
  const [said] = await Promise.race([number, failure(child, 'Xvfb')]);
  return { name: `:${String(said).trim()}`, child };
}

async function startDriver(display: string): Promise<{ url: string; child: ChildProcess }> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = { ...process.env, DISPLAY: display, LANG: 'C.UTF-8', LANGUAGE: 'en_US' };
  const child = spawn('WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], {
    env,
    detached: true,
    stdio: 'ignore',
  });
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

/** Ends it with what it has started, which is a group of its own: a browser that hangs outlives its driver otherwise. */
async function end(child: ChildProcess): Promise<void> {
  const { pid } = child;
  if (!pid) return;
  const gone = child.exitCode !== null || child.signalCode !== null ? Promise.resolve() : once(child, 'exit');
  kill(pid, 'SIGTERM');
  const isLate = await Promise.race([gone, sleep(END_MS, true, { ref: false })]);
  if (isLate === true) kill(pid, 'SIGKILL');
  await gone;
  kill(pid, 'SIGKILL');
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // Nobody of the group is left.
  }
}
