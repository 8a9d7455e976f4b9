import type { VisitQuestion } from '../../shared/visit.ts';

/** Where a visit can stand, as names of entry points: see `ButtonApi.state`. */
export const STATES = ['idle', 'waiting', 'arrived', 'linked', 'refused'] as const;
/** When what is asked is over: after the test. */
export const EXPIRES_AT = new Date(Date.now() + 15 * 60_000).toISOString();
const EVE = { expiresAt: EXPIRES_AT, person: 'Eve O.' } as const;

/** What a visit can be asked, as names of entry points: see `ButtonApi.questions`. Two of them answer: see `actOnElements`. */
export const QUESTIONS: Readonly<Record<string, VisitQuestion>> = {
  match: { kind: 'match', expiresAt: EXPIRES_AT, number: 42 },
  thread: { kind: 'confirm-in-thread', expiresAt: EXPIRES_AT },
  person: { ...EVE, kind: 'confirm-on-site', person: 'Wolfeschlegelsteinhausenbergerdorff-Hohenlohe' },
  unnamed: { ...EVE, kind: 'confirm-on-site', person: '' },
  both: { ...EVE, kind: 'code', thread: false, site: false },
  'half-thread': { ...EVE, kind: 'code', thread: true, site: false },
  'half-site': { ...EVE, kind: 'code', thread: false, site: true },
  write: { kind: 'waiting', expiresAt: EXPIRES_AT, reason: 'window_closed', message: '' },
  later: { kind: 'waiting', expiresAt: EXPIRES_AT, reason: 'page_unhealthy', message: '' },
  'busy-answer': { ...EVE, kind: 'confirm-on-site' },
  'failing-answer': { ...EVE, kind: 'confirm-on-site' },
};
/** The names of what can be asked. */
export const ASKED = Object.keys(QUESTIONS);
