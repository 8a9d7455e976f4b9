import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judgeSilence, type Silence } from '../../../server/pages/health/judge-silence.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 9, 1) / HOUR;
const LEARNED = 28 * 24;

/** How likely an hour has events; the second number says whether a burst is on. */
type Nature = (hour: number, isBurst: boolean) => number;

const NATURES: Readonly<Record<string, Nature>> = {
  steady: () => 0.9,
  bursty: (_, isBurst) => (isBurst ? 0.9 : 0.08),
  'silent at night': (hour) => (hour % 24 < 8 ? 0 : 0.8),
  'silent at weekends': (hour) => ([2, 3].includes(Math.floor(hour / 24) % 7) ? 0 : hour % 24 < 8 ? 0.05 : 0.7),
  rare: () => 0.12,
};

/** How long after its last event each kind of Page may at most stay unnoticed. */
const NOTICED_WITHIN: Readonly<Record<string, number>> = {
  steady: 12,
  bursty: 12 * 24,
  'silent at night': 36,
  'silent at weekends': 5 * 24,
  rare: 10 * 24,
};

test.each(Object.entries(NATURES))('does not cry wolf on a Page that is %s', (_, nature) => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e9 }), (seed) => {
      const perHour = live(nature, seed, LEARNED + 7 * 24);
      const alarms = hours(LEARNED, LEARNED + 7 * 24).filter((hour) => judge(perHour, START + hour).isSilent);
      expect(alarms).toEqual([]);
    }),
    { seed: 20261120, numRuns: 40 },
  );
});

test.each(Object.entries(NATURES))('notices in good time that a Page that is %s has fallen silent', (name, nature) => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e9 }), (seed) => {
      const perHour = live(nature, seed, LEARNED);
      const last = Math.max(...perHour.keys());
      expect(judge(perHour, last + 1 + (NOTICED_WITHIN[name] ?? 0)).isSilent).toBe(true);
    }),
    { seed: 20261120, numRuns: 40 },
  );
});

test('says nothing of a Page with too short or too thin a history', () => {
  const short = live(() => 0.9, 1, 13 * 24);
  const thin = new Map(hours(0, 40).map((index) => [START + index * 16, 1]));
  const unknown = { isSilent: false, chance: null, rarest: null };
  expect(judge(short, START + 20 * 24)).toEqual(unknown);
  expect(judge(thin, START + LEARNED)).toEqual(unknown);
  expect(judgeSilence(new Map(), null, new Date(START * HOUR))).toEqual(unknown);
});

test('learns nothing from an outage', () => {
  const perHour = live(() => 0.9, 7, LEARNED);
  const isLost = (hour: number): boolean => hour >= START + 240 && hour < START + 300;
  for (const hour of perHour.keys()) if (isLost(hour)) perHour.delete(hour);
  const last = Math.max(...perHour.keys());
  const now = new Date((last + 13) * HOUR);
  expect(judgeSilence(perHour, new Date(last * HOUR), now).isSilent).toBe(false);
  expect(judgeSilence(perHour, new Date(last * HOUR), now, { isLost }).isSilent).toBe(true);
});

test('does not count the time in which nobody listened', () => {
  const perHour = live(() => 0.9, 3, LEARNED);
  const last = Math.max(...perHour.keys());
  const now = new Date((last + 24) * HOUR);
  const since = new Date((last + 23) * HOUR);
  expect(judgeSilence(perHour, new Date(last * HOUR), now, { since }).isSilent).toBe(false);
});

function judge(perHour: ReadonlyMap<number, number>, hour: number): Silence {
  const known = new Map([...perHour].filter(([each]) => each < hour));
  const last = Math.max(...known.keys());
  return judgeSilence(known, new Date((last + 0.5) * HOUR), new Date(hour * HOUR));
}

/** The hours in which such a Page has events, from START on. */
function live(nature: Nature, seed: number, length: number): Map<number, number> {
  const draw = createDraw(seed);
  const perHour = new Map<number, number>();
  let isBurst = false;
  for (const index of hours(0, length)) {
    isBurst = draw() < (isBurst ? 0.85 : 0.04);
    if (draw() < nature(START + index, isBurst)) perHour.set(START + index, 1 + Math.floor(draw() * 20));
  }
  return perHour;
}

function hours(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

/** Mulberry32: small, and the same everywhere. */
function createDraw(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
