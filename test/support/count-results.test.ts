import { describe, expect, test } from 'vitest';
import { addCounts, countResults, summaryLine, type VitestReport } from './count-results.ts';

function report(...files: [status: string, ...tests: string[]][]): VitestReport {
  const testResults = files.map(([status, ...tests]) => ({
    status,
    assertionResults: tests.map((each) => ({ status: each })),
  }));
  return { testResults };
}

describe('counting the results of a run', () => {
  test('counts every test of every file', () => {
    const counts = countResults(report(['passed', 'passed', 'passed'], ['failed', 'passed', 'failed']), 1);
    expect(counts).toEqual({ passed: 3, failed: 1, skipped: 0 });
  });

  test('counts a file that could not be loaded as one failure', () => {
    expect(countResults(report(['passed', 'passed'], ['failed']), 1)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  test('counts a file whose tests passed but whose end failed as one failure', () => {
    expect(countResults(report(['failed', 'passed']), 1)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  test('counts what was skipped or is to be written', () => {
    expect(countResults(report(['passed', 'skipped', 'todo', 'pending', 'passed']), 0)).toMatchObject({ skipped: 3 });
  });

  test('counts a run that ended badly although nothing failed as one failure', () => {
    expect(countResults(report(['passed', 'passed']), 1)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });

  test.each([
    ['left no report', undefined],
    ['ran nothing', report()],
  ])('counts a run that %s as one failure', (_, nothing) => {
    expect(countResults(nothing, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});

describe('the summary', () => {
  test('is one line of the sums', () => {
    const parts = [
      { passed: 2, failed: 0, skipped: 0 },
      { passed: 3, failed: 1, skipped: 0 },
    ];
    expect(summaryLine(addCounts(parts))).toBe('5 passed, 1 failed');
  });

  test('names what was skipped only if anything was', () => {
    expect(summaryLine({ passed: 1, failed: 0, skipped: 2 })).toBe('1 passed, 0 failed, 2 skipped');
  });
});
