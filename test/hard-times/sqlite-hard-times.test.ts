import { rename, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { type ServerSettings, startServerProcess } from '../soak/server-process.ts';
import { freePort } from '../support/free-port.ts';
import { makeTempDir } from '../support/temp-dir.ts';
import { expectClear, liveThrough } from './hard-times.ts';

const SCRIPT = fileURLToPath(new URL('serve-with-trouble.ts', import.meta.url));
const LASTS_MS = 1500;
const BACK_MS = 5000;
const TEST_MS = 180_000;
const FULL = 'The disk that holds the database is full.';

/** A server whose database can be brought into trouble by a pragma on its writing connection. */
async function troubled(): Promise<{ settings: ServerSettings; order: (pragma: string) => Promise<void> }> {
  const settings = await inEmptyFolder();
  const file = join(settings.dataDir, 'trouble');
  return {
    settings: { ...settings, script: SCRIPT, args: [file] },
    async order(pragma) {
      await writeFile(`${file}.new`, pragma);
      await rename(`${file}.new`, file);
      while (existsSync(file)) await sleep(10);
    },
  };
}

async function inEmptyFolder(): Promise<ServerSettings> {
  const dir = await makeTempDir('hard-times');
  onTestFinished(() => dir.remove());
  return { dataDir: dir.path, port: await freePort() };
}

async function expectStillReading(url: string): Promise<void> {
  for (const path of ['/healthz', '/openapi.json']) expect((await fetch(`${url}${path}`)).status).toBe(200);
}

test.each([
  ['full', 'max_page_count = 1', 'max_page_count = 1073741823', FULL],
  ['read-only', 'query_only = ON', 'query_only = OFF', 'The database is read-only.'],
])(
  'a database that is %s is answered 503 while it lasts, and the server goes on by itself',
  async (what, begin, end, sentence) => {
    const { settings, order } = await troubled();
    await liveThrough(`SQLite ${what}`, settings, async (scene) => {
      await order(begin);
      await expectClear(await scene.probe.untilRefused(), scene, sentence);
      await sleep(LASTS_MS);
      await expectStillReading(scene.server.url);
      await order(end);
      expect(await scene.probe.untilTaken()).toBeLessThan(BACK_MS);
    });
  },
  TEST_MS,
);

test(
  'a disk that lets files grow no more is answered 503, and the next start finds all that was acknowledged',
  async () => {
    const settings = await inEmptyFolder();
    const blocks = (2 * 1024 * 1024) / 512;
    const under = ['sh', '-c', `ulimit -f ${blocks}; exec "$@"`, 'sh'];
    await liveThrough('Disk full', { ...settings, under }, async (scene) => {
      await expectClear(await scene.probe.untilRefused(), scene, FULL);
      await sleep(LASTS_MS);
      await expectStillReading(scene.server.url);
      await scene.restart({ under: [] });
      expect(await scene.probe.untilTaken()).toBeLessThan(BACK_MS);
    });
  },
  TEST_MS,
);

test(
  'a second server on the same file says that it cannot start, and the first one goes on',
  async () => {
    const settings = await inEmptyFolder();
    await liveThrough('Second server', settings, async (scene) => {
      const second = startServerProcess({ ...settings, port: await freePort() });
      await expect(second.ready).rejects.toThrow('The database file is locked by another process.');
      expect(await scene.probe.untilTaken()).toBeLessThan(BACK_MS);
    });
  },
  TEST_MS,
);
