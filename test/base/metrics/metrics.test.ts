import { expect, test } from 'vitest';
import { createMetrics } from '../../../server/base/metrics/metrics.ts';

const GAUGE = { name: 'things', help: 'Things that are there.' };
const OTHER = { name: 'others', help: 'Other things that are there.' };

/** The lines of these gauges that have a value. */
async function valuesOf(metrics: ReturnType<typeof createMetrics>): Promise<string[]> {
  const { text } = await metrics.print();
  return text.split('\n').filter((line) => /^(things|others) /.test(line));
}

test('a gauge that cannot be read is left out, harms no other, and comes back when it can be read again', async () => {
  const metrics = createMetrics();
  let isAway = true;
  metrics.watch(GAUGE, async () => {
    if (isAway) throw new Error('the database is away');
    return 7;
  });
  metrics.watch(OTHER, async () => 3);
  expect(await valuesOf(metrics)).toEqual(['others 3']);
  isAway = false;
  expect(await valuesOf(metrics)).toEqual(['things 7', 'others 3']);
  isAway = true;
  expect(await valuesOf(metrics)).toEqual(['others 3']);
});

test('a gauge that is watched anew is read the new way', async () => {
  const metrics = createMetrics();
  metrics.watch(GAUGE, async () => 1);
  metrics.watch(GAUGE, async () => 2);
  expect(await valuesOf(metrics)).toEqual(['things 2']);
});
