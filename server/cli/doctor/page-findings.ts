import type { ConnectedPage, Problem } from '../../../shared/api/pages.ts';
import { type Finding, findingsOf } from './finding.ts';

const finding = findingsOf('pages');

/** What is to be said of a Page beside its checks: its health, what no check says, the last lost time. Pure. */
export function pageFindings(page: ConnectedPage): Finding[] {
  const { id, name, health, problems, lostPeriods } = page;
  const others = problems.filter((problem) => !isSaid(page, problem));
  const findings = others.map(({ code, severity, since, evidence, whatToDo }) => {
    return finding(code, severity === 'broken' ? 'wrong' : 'warning', `Since ${since}: ${evidence}`, whatToDo, id);
  });
  if (problems.length === 0) {
    const state = { ok: 'ok', degraded: 'warning', broken: 'wrong', unknown: 'unknown' } as const;
    findings.push(finding('health', state[health], `health of ${name}: ${health}`, null, id));
  }
  for (const { from, to, reason } of lostPeriods.slice(0, 1)) {
    const detail = `No events were delivered from ${from} to ${to ?? 'now'} (${reason}); they cannot be fetched.`;
    findings.push(finding('lost_period', to === null ? 'wrong' : 'warning', detail, null, id));
  }
  return findings;
}

/** A check that says the same says it better: it has been looked at. */
function isSaid({ checks }: ConnectedPage, { code }: Problem): boolean {
  return checks.some((check) => check.problem === code);
}
