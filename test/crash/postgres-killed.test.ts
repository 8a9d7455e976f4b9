import { expect, onTestFinished, test } from 'vitest';
import { crashRun } from '../soak/crash-run.ts';
import { startPostgresServer } from '../support/postgres-server.ts';
import { makeTempDir } from '../support/temp-dir.ts';

const KILLS = 7;

test('web and worker processes killed beside their postgres lose nothing acknowledged and apply nothing twice', async () => {
  const dir = await makeTempDir('crash');
  const postgres = await startPostgresServer();
  onTestFinished(async () => {
    await postgres.stop();
    await dir.remove();
  });
  const where = { dataDir: dir.path, databaseUrl: postgres.url, postgres };
  const report = await crashRun({
    ...where,
    roles: ['web', 'web', 'worker', 'worker'],
    kills: KILLS,
    seed: 20_261_120,
  });
  expect(report.problems).toEqual([]);
  expect(report.kills).toBe(KILLS);
  expect(report).toMatchObject({ postgresKills: 1, backendKills: 1 });
  expect(report.events).toBeGreaterThan(100);
}, 600_000);
