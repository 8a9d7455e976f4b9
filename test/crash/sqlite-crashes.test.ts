import { expect, onTestFinished, test } from 'vitest';
import { crashRun } from '../soak/crash-run.ts';
import { makeTempDir } from '../support/temp-dir.ts';

const KILLS = 8;

test('a server killed again and again on sqlite loses nothing acknowledged and applies nothing twice', async () => {
  const dir = await makeTempDir('crash');
  onTestFinished(() => dir.remove());
  const report = await crashRun({ dataDir: dir.path, kills: KILLS, seed: 20_261_120 });
  expect(report.problems).toEqual([]);
  expect(report.kills).toBe(KILLS);
  expect(report.cutOff).toBeGreaterThan(0);
  expect(report.events).toBeGreaterThan(100);
}, 600_000);
