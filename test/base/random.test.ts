import { expect, test } from 'vitest';
import { systemRandom } from '../../server/base/random.ts';

test('ids sort by their order, within a millisecond too, and none comes twice', () => {
  const ids = Array.from({ length: 20_000 }, () => systemRandom.id('arr'));
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids[0]).toMatch(/^arr_[0-9a-hjkmnp-tv-z]{25}$/);
});
