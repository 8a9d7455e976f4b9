/** How a run went. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** The part of vitest's JSON report that counts. */
export interface VitestReport {
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

/**
 * Counts what vitest reports. A file that fails as a whole (it cannot be loaded, a hook fails) is one failure; so is a
 * run that ended badly, ran nothing or left no report.
 * @param exitCode how the process ended
 */
export function countResults(report: VitestReport | undefined, exitCode: number): Counts {
  const files = report?.testResults ?? [];
  const statuses = files.flatMap((file) => file.assertionResults.map((each) => each.status));
  const passed = statuses.filter((status) => status === 'passed').length;
  const failedTests = statuses.filter((status) => status === 'failed').length;
  const failedFiles = files.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((each) => each.status === 'failed'),
  ).length;
  const failed = failedTests + failedFiles;
  const endedBadly = failed === 0 && (exitCode !== 0 || statuses.length === 0);
  return { passed, failed: endedBadly ? 1 : failed, skipped: statuses.length - passed - failedTests };
}

/** The counts of several parts together. */
export function addCounts(parts: readonly Counts[]): Counts {
  const sum = (of: (counts: Counts) => number): number => parts.reduce((total, counts) => total + of(counts), 0);
  return { passed: sum((at) => at.passed), failed: sum((at) => at.failed), skipped: sum((at) => at.skipped) };
}

/** The last line of a run: `3 passed, 0 failed`, with what was skipped if anything was. */
export function summaryLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
