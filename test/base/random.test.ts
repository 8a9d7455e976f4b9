import { expect, test } from 'vitest';
import { createRandom } from '../../server/base/random.ts';

test.each([
  ['in time', Date.now],
  ['within a millisecond', () => 1_763_600_000_000],
  ['while the clock goes back', () => 1_763_600_000_000 - Math.random() * 10_000],
])('ids sort by their order %s, and none comes twice', (_, now) => {
  const random = createRandom(() => Math.floor(now()));
  const ids = Array.from({ length: 70_000 }, () => random.id('arr'));
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !/^arr_[0-9a-hjkmnp-tv-z]{25}$/.test(id))).toEqual([]);
});
