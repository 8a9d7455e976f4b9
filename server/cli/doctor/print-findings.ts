import type { Mark } from '../paint.ts';
import { printLine } from '../print.ts';
import { printMarked } from '../print-marked.ts';
import { AREA_TITLES, AREAS, type Finding, FINDING_STATES, type FindingState } from './finding.ts';

const MARKS: Readonly<Record<FindingState, Mark>> = {
  ok: 'good',
  warning: 'doubtful',
  wrong: 'bad',
  unknown: 'quiet',
  owner: 'quiet',
};

const WORDS: Readonly<Record<FindingState, string>> = {
  ok: 'ok',
  warning: 'note',
  wrong: 'wrong',
  unknown: 'unknown',
  owner: 'by hand',
};

/** How many findings are in each state. Pure. */
export function countFindings(findings: readonly Finding[]): Record<FindingState, number> {
  const counts: Record<FindingState, number> = { ok: 0, warning: 0, wrong: 0, unknown: 0, owner: 0 };
  for (const { state } of findings) counts[state] += 1;
  return counts;
}

/** Prints the checklist by areas. What is fine about one Page, app or entry point stands in one line. */
export function printFindings(findings: readonly Finding[]): void {
  for (const area of AREAS) {
    const own = findings.filter((each) => each.area === area);
    if (own.length === 0) continue;
    printLine(`${AREA_TITLES[area]}`);
    const subjects = new Set(own.map((each) => each.subject));
    for (const subject of subjects)
      printSubject(
        own.filter((each) => each.subject === subject),
        subject,
      );
    printLine();
  }
  const counts = countFindings(findings);
  printLine(FINDING_STATES.map((state) => `${counts[state]} ${WORDS[state]}`).join(', '));
}

function printSubject(findings: readonly Finding[], subject: string | null): void {
  const called = findings[0]?.called;
  const about = subject === null ? '' : `${called ? `${called} (${subject})` : subject}: `;
  const good = findings.filter((each) => each.state === 'ok');
  if (subject !== null && good.length > 1) {
    const names = good.map((each) => each.name.replaceAll('_', ' '));
    printMarked({ mark: 'good', word: WORDS.ok, text: `${about}${names.join(', ')}` });
  }
  for (const finding of findings) {
    if (subject !== null && good.length > 1 && finding.state === 'ok') continue;
    const { state, detail, fix } = finding;
    printMarked({ mark: MARKS[state], word: WORDS[state], text: `${about}${detail}`, fix });
  }
}
