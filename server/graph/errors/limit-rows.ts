import type { ErrorRow } from './error-row.ts';

const TOO_MANY = 'The platform wants fewer calls. They go on by themselves after a pause; nobody has to act.';
const TEMPORARY =
  'The platform has a temporary fault. It is tried again; if it stays, look at the status page of Meta.';

/** Limits, and faults of the platform itself: time mends them. */
export const LIMIT_ROWS: readonly ErrorRow[] = [
  { code: 1, subcode: null, verdict: 'retry', problem: null, sentence: TEMPORARY, isWide: true },
  {
    code: 1,
    subcode: 1357046,
    verdict: 'give_up',
    problem: null,
    sentence:
      'The platform reported a fault, though the message may have arrived. Look into the thread before sending it again.',
    isAmbiguous: true,
  },
  { code: 2, subcode: null, verdict: 'retry', problem: null, sentence: TEMPORARY, isWide: true },
  {
    code: 4,
    subcode: null,
    verdict: 'later',
    problem: 'rate_limited',
    scope: 'caller',
    sentence: TOO_MANY,
    holds: 'app',
  },
  {
    code: 4,
    subcode: 2018354,
    verdict: 'later',
    problem: null,
    sentence: 'Marketing messages to one person must be further apart. Send this one later.',
  },
  {
    code: 4,
    subcode: 2018022,
    verdict: 'later',
    problem: null,
    sentence: 'Too many messages went to phone numbers. Send the rest later.',
  },
  {
    code: 9,
    subcode: 2018352,
    verdict: 'give_up',
    problem: null,
    sentence: 'This person was asked to opt in too often today. Ask again on another day.',
  },
  { code: 32, subcode: null, verdict: 'later', problem: 'rate_limited', sentence: TOO_MANY, holds: 'page' },
  {
    code: 613,
    subcode: null,
    verdict: 'later',
    problem: 'rate_limited',
    scope: 'caller',
    sentence: TOO_MANY,
    holds: 'page',
  },
  {
    code: 613,
    subcode: 2534040,
    verdict: 'later',
    problem: 'rate_limited',
    scope: 'caller',
    sentence: TOO_MANY,
    holds: 'page',
  },
  { code: 1200, subcode: null, verdict: 'retry', problem: null, sentence: TEMPORARY },
  { code: 80001, subcode: null, verdict: 'later', problem: 'rate_limited', sentence: TOO_MANY, holds: 'page' },
  { code: 80002, subcode: null, verdict: 'later', problem: 'rate_limited', sentence: TOO_MANY, holds: 'page' },
  { code: 80006, subcode: null, verdict: 'later', problem: 'rate_limited', sentence: TOO_MANY, holds: 'page' },
];
