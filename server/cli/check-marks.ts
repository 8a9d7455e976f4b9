import type { Check } from '../../shared/api/pages.ts';
import type { Mark } from './paint.ts';
import type { MarkedLine } from './print-marked.ts';

/** Whether this stands in the way of events, or of nothing that must be. Pure. */
export function isFaulty(check: Pick<Check, 'state' | 'isRequired'>): boolean {
  return check.isRequired && (check.state === 'missing' || check.state === 'wrong');
}

/** One check as a line for people. Pure. */
export function checkLine(check: Check): MarkedLine {
  const name = check.name.replaceAll('_', ' ');
  const optional = check.isRequired || check.state === 'set' ? '' : ' (events arrive without it)';
  const text = `${name}${optional}${check.detail ? `: ${check.detail}` : ''}`;
  return { mark: markOf(check), word: check.state, text, fix: check.state === 'set' ? null : check.fix };
}

function markOf(check: Check): Mark {
  if (check.state === 'set') return 'good';
  if (check.state === 'unknown') return 'quiet';
  return check.isRequired ? 'bad' : 'doubtful';
}
