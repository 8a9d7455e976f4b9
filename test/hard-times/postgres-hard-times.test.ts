import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { openStorage } from '../../server/base/storage/index.ts';
import type { ServerSettings } from '../soak/server-process.ts';
import { MIGRATIONS } from '../support/dialects.ts';
import { freePort } from '../support/free-port.ts';
import { createTestDatabase } from '../support/postgres.ts';
import { startPostgresServer } from '../support/postgres-server.ts';
import { makeTempDir } from '../support/temp-dir.ts';
import { expectClear, liveThrough } from './hard-times.ts';

const AWAY_MS = 2000;
const BACK_MS = 5000;
const CUTS = 40;
const HELD_SECONDS = 9;
const TEST_MS = 180_000;

async function settingsFor(databaseUrl: string): Promise<ServerSettings> {
  const dir = await makeTempDir('hard-times');
  onTestFinished(() => dir.remove());
  return { dataDir: dir.path, port: await freePort(), databaseUrl };
}

async function onTestDatabase(): Promise<ServerSettings & { databaseUrl: string }> {
  const databaseUrl = await createTestDatabase();
  return { ...(await settingsFor(databaseUrl)), databaseUrl };
}

/** Cuts all connections to the database but the one that asks. */
async function cutConnections(databaseUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rowCount } = await client.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  );
  await client.end();
  return rowCount ?? 0;
}

/** The product's migrations and one more, which locks the table of deliveries for a while. */
async function withOneMore(folder: string): Promise<string> {
  await cp(MIGRATIONS, folder, { recursive: true });
  const path = join(folder, 'postgres', 'meta', '_journal.json');
  const journal = JSON.parse(await readFile(path, 'utf8'));
  const last = journal.entries.at(-1);
  journal.entries.push({ ...last, idx: last.idx + 1, when: last.when + 1, tag: 'one_more' });
  await writeFile(path, JSON.stringify(journal));
  const statements = ['ALTER TABLE inbox_deliveries ADD COLUMN one_more text', `SELECT pg_sleep(${HELD_SECONDS})`];
  await writeFile(join(folder, 'postgres', 'one_more.sql'), statements.join(';\n--> statement-breakpoint\n'));
  return folder;
}

test(
  'a Postgres that is stopped and started again costs nothing that was acknowledged',
  async () => {
    const postgres = await startPostgresServer();
    onTestFinished(() => postgres.stop());
    await liveThrough('Postgres restarted', await settingsFor(postgres.url), async (scene) => {
      await postgres.halt();
      await expectClear(await scene.probe.untilRefused(), scene, 'The database cannot be reached.');
      await sleep(AWAY_MS);
      const [alive, ready] = await Promise.all(
        ['/healthz', '/readyz'].map((path) => fetch(`${scene.server.url}${path}`)),
      );
      expect([alive?.status, ready?.status]).toEqual([200, 503]);
      await postgres.resume();
      expect(await scene.probe.untilTaken()).toBeLessThan(BACK_MS);
    });
  },
  TEST_MS,
);

test(
  'connections that are cut again and again under load cost nothing that was acknowledged',
  async () => {
    const settings = await onTestDatabase();
    await liveThrough('Connections cut', settings, async (scene) => {
      let cut = 0;
      for (let round = 0; round < CUTS || (cut <= CUTS && round < 10 * CUTS); round++) {
        cut += await cutConnections(settings.databaseUrl);
        await sleep(40);
      }
      expect(cut).toBeGreaterThan(CUTS);
      expect(await scene.probe.untilTaken()).toBeLessThan(BACK_MS);
    });
  },
  TEST_MS,
);

test(
  'a migration that another process runs under traffic costs nothing that was acknowledged',
  async () => {
    const settings = await onTestDatabase();
    const folder = await makeTempDir('migrations');
    onTestFinished(() => folder.remove());
    const migrations = await withOneMore(join(folder.path, 'migrations'));
    await liveThrough('Migration under traffic', settings, async (scene) => {
      const migrated = openStorage({ databaseUrl: settings.databaseUrl, dataDir: settings.dataDir, migrations });
      await expectClear(
        await scene.probe.untilRefused(),
        scene,
        'The database is held up, most likely by a migration.',
      );
      await (await migrated).close();
      expect(await scene.probe.untilTaken()).toBeLessThan(BACK_MS);
    });
  },
  TEST_MS,
);
