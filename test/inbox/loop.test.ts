import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type Loop, startLoop } from '../../server/inbox/loop.ts';

describe('a loop', () => {
  let loop: Loop | undefined;
  afterEach(() => loop?.stop());
  const options = { everyMs: 60_000, gapMs: 1, onError: () => undefined };
  const reaches = (count: () => number, expected: number) => vi.waitFor(() => expect(count()).toBe(expected), 8000);

  test('runs at its start, and again at once while more is left', async () => {
    let runs = 0;
    loop = startLoop(async () => ++runs < 3, options);
    await reaches(() => runs, 3);
    await pause(20);
    expect(runs).toBe(3);
  });

  test('runs again when woken, also when that happens during a run, and never twice at a time', async () => {
    let [runs, running, most] = [0, 0, 0];
    const step = async (): Promise<boolean> => {
      most = Math.max(most, ++running);
      await pause(20);
      running--;
      runs++;
      return false;
    };
    loop = startLoop(step, options);
    await pause(10);
    for (let time = 0; time < 5; time++) loop.wake();
    await reaches(() => runs, 2);
    loop.wake();
    await reaches(() => runs, 3);
    await pause(50);
    expect([runs, most]).toEqual([3, 1]);
  });

  test('runs now and then by itself', async () => {
    let runs = 0;
    loop = startLoop(async () => (runs++, false), { ...options, everyMs: 5 });
    await vi.waitFor(() => expect(runs).toBeGreaterThan(3), 8000);
  });

  test('tells of a failure and goes on after a pause, woken or not', async () => {
    const errors: unknown[] = [];
    const times: number[] = [];
    const step = async (): Promise<boolean> => {
      if (times.push(performance.now()) === 1) throw new Error('once');
      return false;
    };
    const wakeSoon = (error: unknown): void => void (errors.push(error), setImmediate(() => loop?.wake()));
    loop = startLoop(step, { ...options, onError: wakeSoon });
    await reaches(() => times.length, 2);
    const [first = 0, second = 0] = times;
    expect(second - first).toBeGreaterThan(200);
    expect(errors).toHaveLength(1);
  });

  test('ends after the run under way', async () => {
    let isDone = false;
    loop = startLoop(async () => (await pause(30), (isDone = true)), options);
    await pause(10);
    await loop.stop();
    expect(isDone).toBe(true);
  });
});
