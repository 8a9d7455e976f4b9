import { expect, test } from 'vitest';
import { createJobIds } from '../../../server/base/queue/job-id.ts';

test('ids are UUIDs of version 7 that carry the time', () => {
  const id = createJobIds(() => 0x0192_3456_789a)();
  expect(id).toMatch(/^01923456-789a-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('ids sort in the order they were made, though the clock stands still or steps back', () => {
  const times = [1000, 1000, 999, 1001, 500];
  const newId = createJobIds(() => times.shift() ?? 1001);
  const ids = Array.from({ length: 10_000 }, newId);
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(10_000);
});
