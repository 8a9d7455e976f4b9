import type { PgBoss } from 'pg-boss';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLog } from '../../../server/base/log.ts';
import { findNextBossStart, openBoss } from '../../../server/base/queue/open-boss.ts';
import { createTestDatabase } from '../../support/postgres.ts';

const AGO_MS = 20_000;
let boss: PgBoss;

beforeAll(async () => {
  boss = await openBoss(await createTestDatabase(), createLog('silent'));
});
afterAll(() => boss.stop({ graceful: false }));

test.each([
  ['to none that has been due since before the fetch', -AGO_MS, 0, null],
  ['at once to one that has become due since the fetch began', -AGO_MS, 3 * AGO_MS, 0],
] as const)('the next look leads %s', async (_, dueInMs, fetchAgoMs, expected) => {
  await boss.createQueue('due');
  await boss.deleteAllJobs('due');
  await boss.send('due', {}, { startAfter: new Date(Date.now() + dueInMs) });
  expect(await findNextBossStart(boss, 'due', performance.now() - fetchAgoMs)).toBe(expected);
});

test('the next look leads to the first that is not due yet', async () => {
  await boss.createQueue('later');
  for (const seconds of [300, 60]) await boss.send('later', {}, { startAfter: new Date(Date.now() + seconds * 1000) });
  const ms = await findNextBossStart(boss, 'later', performance.now());
  expect(ms).toBeGreaterThan(0);
  expect(ms).toBeLessThanOrEqual(60_000);
});
