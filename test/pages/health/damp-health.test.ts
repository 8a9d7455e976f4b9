import { describe, expect, test } from 'vitest';
import type { PageHealth } from '../../../shared/api/pages.ts';
import { dampHealth, type KeptHealth } from '../../../server/pages/health/damp-health.ts';

const START = Date.UTC(2026, 10, 20, 12);
const FRESH: KeptHealth = { health: 'unknown', since: null, changes: [], betterSince: null, soundAt: null };

/** Judges again and again, each time so many minutes after the start. */
function judged(kept: KeptHealth, ...judgements: [minutes: number, health: PageHealth][]): PageHealth[] {
  let now = kept;
  return judgements.map(([minutes, health]) => {
    now = { ...now, ...dampHealth(now, health, new Date(START + minutes * 60_000)) };
    return now.health;
  });
}

describe('the health that is kept', () => {
  test('follows every change at once while there are few', () => {
    expect(judged(FRESH, [0, 'ok'], [10, 'broken'], [20, 'degraded'], [30, 'ok'])).toEqual([
      'ok',
      'broken',
      'degraded',
      'ok',
    ]);
  });

  test('of a Page that keeps changing gets worse at once, and better only after half an hour', () => {
    const flapping: [number, PageHealth][] = [
      [0, 'ok'],
      [5, 'broken'],
      [10, 'ok'],
      [15, 'broken'],
      [20, 'ok'],
      [25, 'broken'],
      [30, 'ok'],
      [49, 'ok'],
    ];
    expect(judged(FRESH, ...flapping)).toEqual([
      'ok',
      'broken',
      'ok',
      'broken',
      'broken',
      'broken',
      'broken',
      'broken',
    ]);
    expect(judged(FRESH, ...flapping, [61, 'ok']).at(-1)).toBe('ok');
  });

  test('of a sound Page stays so for two hours while nothing can be found out', () => {
    const sound = { ...FRESH, health: 'ok', since: new Date(START), soundAt: new Date(START) } as const;
    expect(judged(sound, [30, 'unknown'], [119, 'unknown'], [121, 'unknown'])).toEqual(['ok', 'ok', 'unknown']);
    expect(judged({ ...sound, health: 'degraded' }, [30, 'unknown'])).toEqual(['unknown']);
  });

  test('says since when', () => {
    const since = new Date(START - 1000);
    const now = new Date(START);
    const kept = { ...FRESH, health: 'ok', since } as const;
    expect(dampHealth(kept, 'ok', now).since).toEqual(since);
    expect(dampHealth(kept, 'broken', now).since).toEqual(now);
  });
});
