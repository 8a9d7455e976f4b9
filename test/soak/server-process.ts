import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** Where a server keeps its data, and how it is started. */
export interface ServerSettings {
  readonly dataDir: string;
  readonly port: number;
  readonly databaseUrl?: string | undefined;
  /** What the process does; all by default. */
  readonly role?: 'all' | 'web' | 'worker';
  /** A program that runs the server, with its arguments, such as a tracer. */
  readonly under?: readonly string[];
  /** What is started instead of the product's own entry; it must print an address when it is ready. */
  readonly script?: string;
  readonly args?: readonly string[];
  /** Settings of the server beside those that every run has, or in their place. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A server in a process of its own. */
export interface ServerProcess {
  readonly url: string;
  /** Resolves when it takes requests; rejects with its last words when it ends before. */
  readonly ready: Promise<void>;
  /** Resolves when the process is no more, for whatever reason. */
  readonly gone: Promise<void>;
  readonly pid: number | undefined;
  /** What it printed last, log lines included. */
  lines(): readonly string[];
  /** Ends it without warning and waits until it is gone. */
  kill(): Promise<void>;
  /** Asks it to end. @throws {Error} when it ends with another code than 0 */
  stop(): Promise<void>;
  /** Waits until it ends by itself and answers the last line it printed. @throws {Error} when it ends otherwise */
  lastLine(): Promise<string>;
}

export const API_KEY = 'tt_soak_master_key_0123456789';
export const APP_SECRET = 'app-secret-of-the-soak-runs';
const MAIN = fileURLToPath(new URL('../../server/main.ts', import.meta.url));
const LAST_WORDS = 30;
const START_MS = 60_000;

/** Starts the real server. It is killed when this process ends. */
export function startServerProcess(settings: ServerSettings): ServerProcess {
  const [command = '', ...args] = [
    ...(settings.under ?? []),
    process.execPath,
    settings.script ?? MAIN,
    ...(settings.args ?? []),
  ];
  const child = spawn(command, args, { env: environment(settings), stdio: ['ignore', 'pipe', 'pipe'] });
  const killChild = (): boolean => child.kill('SIGKILL');
  process.once('exit', killChild);
  const gone = new Promise<void>((resolve) => {
    const done = (): void => {
      process.off('exit', killChild);
      resolve();
    };
    child.once('close', done);
    child.once('error', done);
  });
  const words: string[] = [];
  const ready = untilReady(child, words);
  ready.catch(() => undefined); // whoever kills it during its start does not wait for it
  return {
    url: `http://127.0.0.1:${settings.port}`,
    ready,
    gone,
    pid: child.pid,
    lines: () => words,
    async kill() {
      killChild();
      await gone;
    },
    async stop() {
      child.kill('SIGTERM');
      await gone;
      if (child.exitCode !== 0) throw new Error(describeEnd(child, words));
    },
    async lastLine() {
      await gone;
      if (child.exitCode !== 0) throw new Error(describeEnd(child, words));
      return words.at(-1) ?? '';
    },
  };
}

function environment({ dataDir, port, databaseUrl, role, env }: ServerSettings): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    PORT: String(port),
    HOST: '127.0.0.1',
    PUBLIC_URL: 'https://chat.example',
    TRUST_PROXY: '1', // visitors come from many addresses
    SIMULATOR: 'off',
    WATCHDOG: 'off', // it would call the platform
    DATA_DIR: dataDir,
    META_APP_ID: '730000000000019',
    META_APP_SECRET: APP_SECRET,
    META_VERIFY_TOKEN: 'verify-token-of-the-soak-runs',
    ENCRYPTION_KEY: 'a key of the soak runs with more than thirty-two characters',
    BOOTSTRAP_API_KEY: API_KEY,
    LOG_LEVEL: 'error',
    ROLE: role ?? 'all',
    ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
    ...env,
  };
}

async function untilReady(child: ChildProcess, words: string[]): Promise<void> {
  const listen = (stream: NodeJS.ReadableStream | null, onLine: (line: string) => void): void => {
    if (stream) createInterface({ input: stream }).on('line', onLine);
  };
  const keep = (line: string): void => {
    if (words.push(line) > LAST_WORDS) words.shift();
  };
  listen(child.stderr, keep);
  const said = new Promise<void>((resolve) => {
    listen(child.stdout, (line) => {
      keep(line);
      if (line.includes('http://')) resolve();
    });
  });
  const ended = once(child, 'close').then(() => {
    throw new Error(describeEnd(child, words));
  });
  const tooLong = sleep(START_MS, undefined, { ref: false }).then(() => {
    throw new Error(['The server was not ready in time.', ...words].join('\n'));
  });
  await Promise.race([said, ended, tooLong]).finally(() => {
    ended.catch(() => undefined);
    tooLong.catch(() => undefined);
  });
}

function describeEnd(child: ChildProcess, words: readonly string[]): string {
  return [`The server ended (code ${child.exitCode}, signal ${child.signalCode}).`, ...words].join('\n');
}
