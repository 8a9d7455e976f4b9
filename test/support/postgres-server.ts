import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { freePort } from './free-port.ts';
import { findPostgres, type PostgresBinaries } from './postgres-binaries.ts';
import { makeTempDir } from './temp-dir.ts';

/** A Postgres server of the tests' own. */
export interface PostgresServer {
  /** Address of the maintenance database, with a role that may create others. */
  readonly url: string;
  /** Stops the server at once, cutting off everybody; what it has stored stays. */
  halt(): Promise<void>;
  /** Kills the server without warning (SIGKILL); what it has flushed to the disk stays. */
  crash(): Promise<void>;
  /** Starts it again at the same address, after `halt` or `crash`. */
  resume(): Promise<void>;
  /** Stops the server and removes all it stored. */
  stop(): Promise<void>;
}

const START_MS = 60_000;
const SUPERVISOR = fileURLToPath(new URL('supervise.ts', import.meta.url));
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '300',
  shared_buffers: '64MB',
  dynamic_shared_memory_type: process.platform === 'win32' ? 'windows' : 'mmap', // containers have little /dev/shm
};

/** For tests that never pull the plug: making a database takes a tenth of the time, and autovacuum would go round hundreds. */
const UNFLUSHED = { fsync: 'off', full_page_writes: 'off', autovacuum: 'off' };

/**
 * Starts an empty Postgres on a free loopback port, in a temporary folder. It also goes, data and all, when this process dies
 * without stopping it.
 * @param isFlushed whether writes are flushed to disk as in earnest: what was committed outlives `crash`
 * @throws {Error} one sentence that says why there is no Postgres
 */
export async function startPostgresServer({ isFlushed = true } = {}): Promise<PostgresServer> {
  const dir = await makeTempDir('postgres');
  try {
    await chmod(dir.path, 0o755);
    const binaries = await findPostgres(dir.path);
    const data = await initialise(binaries, dir.path, isFlushed ? SETTINGS : { ...SETTINGS, ...UNFLUSHED });
    const port = await freePort();
    const start = async (): Promise<ChildProcess> => {
      const child = superviseServer(binaries, dir.path, ['-D', data, '-p', String(port)]);
      await untilReady(child);
      return child;
    };
    let child = await start();
    return {
      url: `postgres://postgres@127.0.0.1:${port}/postgres`,
      halt: () => end(child, 'keep the folder'),
      crash: () => end(child, 'crash'),
      async resume() {
        child = await start();
      },
      async stop() {
        await end(child);
        await dir.remove();
      },
    };
  } catch (error) {
    await dir.remove();
    throw error;
  }
}

async function initialise(
  { initdb, account }: PostgresBinaries,
  dir: string,
  settings: Readonly<Record<string, string>>,
): Promise<string> {
  const data = join(dir, 'data');
  await mkdir(data, { mode: 0o700 });
  if (account) await chown(data, account.uid, account.gid);
  const args = [
    `--pgdata=${data}`,
    '--auth=trust',
    '--username=postgres',
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
  ];
  await promisify(execFile)(initdb, args, { ...account, cwd: dir }).catch((error: unknown) => {
    const said: unknown = error instanceof Error ? Reflect.get(error, 'stderr') : undefined;
    throw new Error(`The tests' Postgres could not be set up: ${String(said || error).trim()}`, { cause: error });
  });
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'\n`);
  await writeFile(join(data, 'postgresql.auto.conf'), lines.join(''));
  return data;
}

function superviseServer({ postgres, account }: PostgresBinaries, dir: string, args: string[]): ChildProcess {
  const command = JSON.stringify({ program: postgres, args, account });
  return spawn(process.execPath, [SUPERVISOR, dir, command], { stdio: ['pipe', 'ignore', 'pipe'] });
}

async function untilReady(child: ChildProcess): Promise<void> {
  const said: string[] = [];
  await new Promise<void>((resolve, reject) => {
    const fail = (why: string): void => {
      clearTimeout(timer);
      child.stdin?.end();
      reject(new Error(`The tests' Postgres did not start: ${[why, ...said].join('\n')}`));
    };
    const timer = setTimeout(() => fail(`it is not ready after ${START_MS / 1000} seconds`), START_MS);
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code) => fail(`it ended with code ${code}`));
    if (!child.stderr) return;
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (said.push(line) > 10) said.shift();
      if (!line.includes('ready to accept connections')) return;
      clearTimeout(timer);
      resolve();
    });
  });
}

async function end(child: ChildProcess, lastWord?: string): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.stdin?.end(lastWord);
  await gone;
}
