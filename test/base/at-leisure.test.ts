import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { atLeisure } from '../../server/base/at-leisure.ts';

test('rests after a step for twice as long as it took, and not after the last', async () => {
  const steps: { readonly begun: number; readonly tookMs: number }[] = [];
  await atLeisure(async () => {
    const begun = performance.now();
    await sleep(steps.length < 2 ? 50 : 400);
    steps.push({ begun, tookMs: performance.now() - begun });
    return steps.length < 3;
  });
  const last = steps.at(-1);
  expect(performance.now() - (last?.begun ?? 0)).toBeLessThan(2 * (last?.tookMs ?? 0));
  for (const [index, { begun, tookMs }] of steps.slice(0, -1).entries()) {
    // A timer may be a millisecond early.
    expect((steps[index + 1]?.begun ?? 0) - begun).toBeGreaterThan(3 * tookMs - 2);
  }
});

test('ends at the signal, in the middle of a rest too', async () => {
  const ending = new AbortController();
  let steps = 0;
  const step = async (): Promise<boolean> => {
    steps += 1;
    await sleep(200);
    void sleep(20).then(() => ending.abort());
    return true;
  };
  await atLeisure(step, ending.signal);
  await atLeisure(step, ending.signal);
  expect(steps).toBe(1);
});
