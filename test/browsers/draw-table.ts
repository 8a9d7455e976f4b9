import type { TallyLine } from '../clients/tally.ts';
import type { Check } from './checks/check.ts';

/** Draws which rule holds in which browser, and counts. */
export function drawTable(
  checks: readonly Check[],
  columns: readonly { readonly title: string; readonly lines: readonly TallyLine[] }[],
): string {
  const mark = (lines: readonly TallyLine[], rule: string) =>
    lines.find(({ what }) => what === rule)?.problem === null ? 'passes' : 'FAILS';
  const rows = checks.map(({ rule }) => `| ${[rule, ...columns.map(({ lines }) => mark(lines, rule))].join(' | ')} |`);
  const heads = ['', ...columns.map(({ title }) => title)];
  const all = columns.flatMap(({ lines }) => lines);
  const failed = all.filter(({ problem }) => problem !== null).length;
  return [
    `| ${heads.join(' | ')} |`,
    `|${heads.map(() => '---').join('|')}|`,
    ...rows,
    `\n${all.length - failed} passed, ${failed} failed, 0 skipped`,
  ].join('\n');
}
