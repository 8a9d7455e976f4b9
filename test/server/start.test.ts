import { type ChildProcess, spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { makeTempDir, type TempDir } from '../support/temp-dir.ts';

const START = fileURLToPath(new URL('../../server/start.js', import.meta.url));
const children: ChildProcess[] = [];
const dirs: TempDir[] = [];

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const dir of dirs.splice(0)) await dir.remove();
});

async function start(env: Record<string, string> = {}, args: string[] = []) {
  const dir = await makeTempDir('start');
  dirs.push(dir);
  const ports = { PORT: String(await freePort()), SIMULATOR_PORT: String(await freePort()) };
  const child = spawn(process.execPath, [...args, START], {
    env: { PATH: process.env['PATH'], DATA_DIR: dir.path, ...ports, ...env },
  });
  children.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
  // Not at its exit: what it said last may come after that.
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const ready = async (): Promise<void> => {
    const printed = expect.poll(() => output, { timeout: 45_000 }).toContain('Data ');
    const failed = ended.then((code) => Promise.reject(new Error(`It ended with ${code}: ${output}`)));
    await Promise.race([printed, failed]);
  };
  return { child, dir: dir.path, ports, ended, ready, output: () => output };
}

describe('npm start', { timeout: 120_000 }, () => {
  it('prints the addresses, serves the demo shop, and ends at SIGTERM', async () => {
    const { child, ports, ended, ready, output } = await start();
    await ready();
    expect(output()).toContain(`http://localhost:${ports.PORT}`);
    expect(output()).toContain(`http://localhost:${ports.SIMULATOR_PORT}/shop`);
    const shop = await fetch(`http://localhost:${ports.SIMULATOR_PORT}/shop`);
    expect(shop.status).toBe(200);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });

  it('keeps site, key and people over a restart', async () => {
    const first = await start();
    await first.ready();
    first.child.kill('SIGTERM');
    await first.ended;
    const second = await start({ DATA_DIR: first.dir, ...first.ports });
    await second.ready();
    const key = /API key\s+(\S+)/.exec(second.output())?.[1];
    expect(key).toBe(/API key\s+(\S+)/.exec(first.output())?.[1]);
    const answer = await fetch(`http://localhost:${first.ports.PORT}/v1/entry-points`, {
      headers: { authorization: `Bearer ${key}` },
    });
    const { data } = await answer.json();
    expect(data.map((one: { key: string }) => one.key)).toEqual(['demo-shop']);
  });

  it('refuses a wrong value with one sentence that names it', async () => {
    const { ended, output } = await start({ ROLE: 'boss' });
    expect(await ended).toBe(1);
    expect(output()).toContain('ROLE is not as expected: it must be all, web or worker (default all).');
    expect(output()).not.toContain('    at ');
  });

  it('says which port is in use', async () => {
    const port = await freePort();
    const other = createServer().listen(port, '127.0.0.1');
    const { ended, output } = await start({ PORT: String(port) });
    expect(await ended).toBe(1);
    expect(output()).toContain(`Port ${port} is in use.`);
    other.close();
  });

  it('refuses a second process on the same data', async () => {
    const first = await start();
    await first.ready();
    const second = await start({ DATA_DIR: first.dir });
    expect(await second.ended).toBe(1);
    expect(second.output()).toContain('The database file is locked by another process.');
  });

  it('says that the file is no database', async () => {
    const dir = await makeTempDir('broken');
    dirs.push(dir);
    await writeFile(join(dir.path, 'threadtie.sqlite'), 'this is not a database, however long it is'.repeat(200));
    const { ended, output } = await start({ DATA_DIR: dir.path });
    expect(await ended).toBe(1);
    expect(output()).toContain('The database file is damaged or is not a SQLite database.');
  });

  it('says that Postgres cannot be reached', async () => {
    const port = await freePort();
    const { ended, output } = await start({
      DATABASE_URL: `postgres://nobody@127.0.0.1:${port}/none`,
      ENCRYPTION_KEY: 'k'.repeat(32),
    });
    expect(await ended).toBe(1);
    expect(output()).toContain('The database cannot be reached.');
  });

  it('says which Node it needs on one that is too old', async () => {
    const older = "data:text/javascript,Object.defineProperty(process.versions,'node',{value:'20.20.2'})";
    const { ended, output } = await start({}, ['--import', older]);
    expect(await ended).toBe(1);
    expect(output()).toContain('Threadtie needs Node 22.18 or newer');
  });
});
