import type { Check } from '../../../shared/api/pages.ts';
import { isFaulty } from '../check-marks.ts';
import { type Area, type Finding, type FindingState, findingsOf } from './finding.ts';

/** What a check of a Page or an app says, as a line of the checklist. Pure. */
export function checkFinding(area: Area, check: Check, subject: string): Finding {
  const state = stateOf(check);
  const words = check.name.replaceAll('_', ' ');
  const detail = check.detail ? `${words}: ${check.detail}` : `${words}: ${check.state}`;
  return findingsOf(area)(check.name, state, detail, state === 'ok' ? null : check.fix, subject);
}

function stateOf(check: Check): FindingState {
  if (check.state === 'set') return 'ok';
  if (check.state === 'unknown') return 'unknown';
  return isFaulty(check) ? 'wrong' : 'warning';
}
