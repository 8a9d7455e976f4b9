import type { Area } from './checks/areas.ts';
import type { EngineReport, Outcome } from './outcome.ts';

const MARKS = { passed: 'passed', failed: 'FAILED', 'not available': 'n/a' } as const;

/** Draws which rule holds in which browser, why not where it does not, and counts. */
export function drawTable(areas: readonly Area[], engines: readonly EngineReport[]): string {
  const rows = areas.flatMap(({ name, checks }) => [
    `| **${name}** |${' |'.repeat(engines.length)}`,
    ...checks.map(({ rule }) => `| ${[rule, ...engines.map((engine) => mark(engine, rule))].join(' | ')} |`),
  ]);
  return [
    `| rule | ${engines.map(({ name, version }) => `${name} ${version ?? '(missing)'}`).join(' | ')} |`,
    `|---|${engines.map(() => '---|').join('')}`,
    ...rows,
    ...listWhy('Failed', engines, ({ result, why }) => (result === 'failed' ? why : null)),
    ...listWhy('Not available (n/a), neither passed nor failed', engines, ({ result, why }) =>
      result === 'not available' ? why : null,
    ),
    ...listWhy('Stopped answering, and was started anew', engines, ({ hangs }) => hangs.join('; ') || null),
    '',
    ...engines.map(count),
  ].join('\n');
}

function mark({ outcomes }: EngineReport, rule: string): string {
  const outcome = outcomes.find((one) => one.rule === rule);
  if (!outcome) return 'NOT RUN';
  return MARKS[outcome.result] + (outcome.hangs.length > 0 ? ` after ${outcome.hangs.length} restart(s)` : '');
}

function listWhy(
  title: string,
  engines: readonly EngineReport[],
  whyOf: (outcome: Outcome) => string | null,
): string[] {
  const lines = engines.flatMap(({ name, outcomes }) =>
    outcomes.flatMap((outcome) => {
      const why = whyOf(outcome);
      return why === null ? [] : [`- ${name}: ${outcome.rule}: ${why}`];
    }),
  );
  return lines.length > 0 ? [`\n${title}:`, ...lines] : [];
}

function count({ name, missing, outcomes }: EngineReport): string {
  if (missing !== null) return `${name}: nothing was tried: ${missing}`;
  const of = (result: Outcome['result']) => outcomes.filter((one) => one.result === result).length;
  const seconds = Math.round(outcomes.reduce((sum, { ms }) => sum + ms, 0) / 1000);
  const counts = `${of('passed')} passed, ${of('failed')} failed, ${of('not available')} not available`;
  return `${name}: ${counts}, of ${outcomes.length} rules in ${seconds} s`;
}
