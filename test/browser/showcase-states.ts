import type { VisitQuestion } from '../../shared/visit.ts';
import { expiry } from './expiry.ts';

/** Where a visit can stand, as names of entry points: see `ButtonApi.state`. */
export const STATES = ['idle', 'waiting', 'arrived', 'linked', 'refused'] as const;

/** What a visit can be asked, as names of entry points: see `ButtonApi.questions`. Two of them answer: see `actOnElements`. */
export function questions(): Readonly<Record<string, VisitQuestion>> {
  const expiresAt = expiry();
  const eve = { expiresAt, person: 'Eve O.' } as const;
  return {
    match: { kind: 'match', expiresAt, number: 42 },
    thread: { kind: 'confirm-in-thread', expiresAt },
    person: { ...eve, kind: 'confirm-on-site', person: 'Wolfeschlegelsteinhausenbergerdorff-Hohenlohe' },
    unnamed: { ...eve, kind: 'confirm-on-site', person: '' },
    both: { ...eve, kind: 'code', thread: false, site: false },
    'half-thread': { ...eve, kind: 'code', thread: true, site: false },
    'half-site': { ...eve, kind: 'code', thread: false, site: true },
    write: { kind: 'waiting', expiresAt, reason: 'window_closed', message: '' },
    later: { kind: 'waiting', expiresAt, reason: 'page_unhealthy', message: '' },
    'busy-answer': { ...eve, kind: 'confirm-on-site' },
    'failing-answer': { ...eve, kind: 'confirm-on-site' },
  };
}

/** The names of what can be asked. */
export const ASKED = Object.keys(questions());
