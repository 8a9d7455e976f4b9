import type { Check, ConnectedPage, Problem } from '../../shared/api/pages.ts';
import { checkLine } from './check-marks.ts';
import { printFields, printLine } from './print.ts';
import { type MarkedLine, printMarked } from './print-marked.ts';

const STEPS: readonly (readonly [Check['step'], string])[] = [
  ['webhook', 'Step 1, the webhook of the app'],
  ['subscription', 'Step 2, the subscription of the Page'],
  ['profile', 'What people see first'],
  ['surroundings', 'What else can be in the way'],
];

/** Prints a Page: how it is, what is wrong, the two steps, every check, and the times that are lost. */
export function showPage(page: ConnectedPage): void {
  printFields({
    id: page.id,
    name: page.name,
    platform: page.platform,
    health: page.healthSince ? `${page.health} since ${page.healthSince}` : page.health,
    'last event': page.lastEventAt,
    'repairs itself': page.repairsItself ? 'yes' : 'no',
    ...(page.disconnectedAt ? { disconnected: page.disconnectedAt } : {}),
  });
  if (page.problems.length > 0) printLine();
  for (const problem of page.problems) printMarked(problemLine(problem));
  for (const [step, title] of STEPS) showChecks(page, step, title);
  if (page.lostPeriods.length > 0) printLine('\nTimes without events, which cannot be fetched again');
  for (const { from, to, reason } of page.lostPeriods) printLine(`  ${from} to ${to ?? 'now'} (${reason})`);
}

function showChecks({ checks, steps }: ConnectedPage, step: Check['step'], title: string): void {
  const own = checks.filter((check) => check.step === step);
  if (own.length === 0) return;
  printLine(`\n${title}${step === 'webhook' || step === 'subscription' ? `: ${steps[step]}` : ''}`);
  for (const check of own) printMarked(checkLine(check));
  const times = own.map((check) => check.checkedAt).filter((time) => time !== null);
  const oldest = times.toSorted()[0];
  if (oldest) printLine(`  looked at ${oldest}`);
}

/** One problem as a line for people. Pure. */
export function problemLine({ code, severity, since, evidence, whatToDo }: Problem): MarkedLine {
  const text = `${code.replaceAll('_', ' ')} since ${since}: ${evidence}`;
  return { mark: severity === 'broken' ? 'bad' : 'doubtful', word: severity, text, fix: whatToDo };
}
