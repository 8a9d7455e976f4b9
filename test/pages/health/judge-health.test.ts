import { describe, expect, test } from 'vitest';
import type { Check } from '../../../shared/api/pages.ts';
import {
  type Evidence,
  judgeHealth,
  type KeptProblem,
  type RenewalFailure,
  type TokenFacts,
} from '../../../server/pages/health/judge-health.ts';
import { PROBLEM_GUIDES } from '../../../server/pages/health/problem-guide.ts';
import { CHECK_NAMES, PROBLEM_CODES } from '../../../shared/api/pages.ts';

const NOW = new Date('2026-11-20T12:00:00.000Z');
const EARLIER = new Date('2026-11-20T11:00:00.000Z');
const APP = '1517776481860111';
const DAY = 86_400_000;

const TOKEN: TokenFacts = {
  appId: APP,
  state: 'live',
  problem: null,
  expiresAt: null,
  dataAccessExpiresAt: null,
};

function check(name: Check['name'], change: Partial<Check> = {}): Check {
  return {
    name,
    step: 'webhook',
    appId: APP,
    state: 'set',
    problem: null,
    isRequired: true,
    detail: 'As it should be.',
    fix: null,
    checkedAt: NOW.toISOString(),
    ...change,
  };
}

/** A Page with which all is well, but for what is given. */
function evidence(change: Partial<Evidence> = {}, ...checks: Check[]): Evidence {
  const others = CHECK_NAMES.filter((name) => !checks.some((each) => each.name === name)).map((name) => check(name));
  const nothing = { callErrors: [], silence: null, known: [], failures: [] };
  return { checks: [...others, ...checks], tokens: [TOKEN], ...nothing, ...change };
}

/** Checks that could not be made. */
function unknown(...names: Check['name'][]): Check[] {
  return names.map((name) => check(name, { state: 'unknown' }));
}

function problem(change: Partial<KeptProblem>): KeptProblem {
  const { evidence: shown, whatToDo } = PROBLEM_GUIDES.fields_missing;
  const fixed = { code: 'fields_missing', appId: APP, severity: 'degraded', since: EARLIER.toISOString() } as const;
  return { ...fixed, evidence: shown, whatToDo, foundBy: ['page_fields'], ...change };
}

const MODE = problem({ code: 'development_mode', foundBy: ['app_mode'] });

const FAILURE: RenewalFailure = {
  appId: APP,
  mends: ['callback_url', 'app_fields'],
  problem: 'verify_token_mismatch',
  evidence: 'Somebody else answers.',
  whatToDo: 'Mend the verify token.',
};

const ERROR = { appId: APP, sentence: 'It was refused.', firstAt: EARLIER, lastAt: EARLIER };

describe('the health of a Page', () => {
  test.each<[string, Evidence, string, string[]]>([
    ['everything is set', evidence(), 'ok', []],
    ['nobody has looked', evidence({ checks: [] }), 'unknown', []],
    ['there is no token', evidence({ tokens: [] }), 'unknown', []],
    ['the subscription cannot be seen', evidence({}, check('page_subscription', { state: 'unknown' })), 'unknown', []],
    ['the mode of the app cannot be seen', evidence({}, check('app_mode', { state: 'unknown' })), 'ok', []],
    [
      'the Page is not subscribed',
      evidence({}, check('page_subscription', { state: 'missing', problem: 'page_not_subscribed' })),
      'broken',
      ['page_not_subscribed'],
    ],
    [
      'a field is missing',
      evidence({}, check('page_fields', { state: 'missing', problem: 'fields_missing' })),
      'degraded',
      ['fields_missing'],
    ],
    ['a greeting is missing', evidence({}, check('greeting', { state: 'missing' })), 'ok', []],
    [
      'the token is dead',
      evidence({ tokens: [{ ...TOKEN, state: 'dead', problem: 'token_revoked' }] }),
      'broken',
      ['token_revoked'],
    ],
    [
      'the token is dead, and its check says so less exactly',
      evidence(
        { tokens: [{ ...TOKEN, state: 'dead', problem: 'token_revoked' }] },
        check('page_token', { state: 'wrong', problem: 'token_invalid' }),
      ),
      'broken',
      ['token_revoked'],
    ],
    ['the token has expired', evidence({ tokens: [{ ...TOKEN, expiresAt: EARLIER }] }), 'broken', ['token_expired']],
    [
      'the token expires in six days',
      evidence({ tokens: [{ ...TOKEN, expiresAt: new Date(NOW.getTime() + 6 * DAY) }] }),
      'degraded',
      ['token_expired'],
    ],
    [
      'the token expires in eight days',
      evidence({ tokens: [{ ...TOKEN, expiresAt: new Date(NOW.getTime() + 8 * DAY) }] }),
      'ok',
      [],
    ],
    [
      "the token's access to data ends tomorrow",
      evidence({ tokens: [{ ...TOKEN, dataAccessExpiresAt: new Date(NOW.getTime() + DAY) }] }),
      'degraded',
      ['token_expired'],
    ],
    [
      'a call was refused because the Page is restricted',
      evidence({ callErrors: [{ ...ERROR, problem: 'page_restricted' }] }, check('sending', { state: 'unknown' })),
      'broken',
      ['page_restricted'],
    ],
    [
      'a call was refused before sending was seen to work',
      evidence({ callErrors: [{ ...ERROR, problem: 'page_restricted' }] }),
      'ok',
      [],
    ],
    [
      'a call was refused two days ago',
      evidence({
        callErrors: [{ ...ERROR, problem: 'callback_wrong', lastAt: new Date(NOW.getTime() - 2 * DAY) }],
      }),
      'ok',
      [],
    ],
    ['it is silent', evidence({ silence: { since: EARLIER, evidence: 'Nothing came.' } }), 'degraded', ['silent']],
    [
      'a check of a problem cannot be made any more',
      evidence({ known: [problem({})] }, check('page_fields', { state: 'unknown' })),
      'degraded',
      ['fields_missing'],
    ],
    ['a known problem is seen to be mended', evidence({ known: [problem({})] }), 'ok', []],
    [
      'a problem was known that another check had found',
      evidence({ known: [problem({ foundBy: ['app_fields'] })] }, check('page_fields', { state: 'unknown' })),
      'ok',
      [],
    ],
    [
      'a problem was known from a refused call only',
      evidence({ known: [{ ...MODE, foundBy: [] }] }, ...unknown('app_mode', 'sending')),
      'ok',
      [],
    ],
    [
      'the app was in development mode, and nobody could be written to since',
      evidence({ known: [MODE] }, ...unknown('app_mode', 'sending')),
      'degraded',
      ['development_mode'],
    ],
    [
      'the app was in development mode, and a person could be written to since',
      evidence({ known: [MODE] }, ...unknown('app_mode')),
      'ok',
      [],
    ],
    [
      'what is missing could not be set again',
      evidence({ failures: [FAILURE] }, check('app_fields', { state: 'missing', problem: 'fields_missing' })),
      'broken',
      ['verify_token_mismatch', 'fields_missing'],
    ],
    ['what could not be set again is set', evidence({ failures: [FAILURE] }), 'ok', []],
    [
      'an app without a token sees something missing',
      evidence({}, check('page_fields', { appId: 'another', state: 'missing', problem: 'fields_missing' })),
      'ok',
      [],
    ],
    [
      'something is broken and something else degraded',
      evidence(
        {},
        check('page_fields', { state: 'missing', problem: 'fields_missing' }),
        check('page_published', { state: 'wrong', problem: 'page_unpublished' }),
      ),
      'broken',
      ['page_unpublished', 'fields_missing'],
    ],
  ])('when %s', (_, facts, health, codes) => {
    const judged = judgeHealth(facts, NOW);
    expect(judged.health).toBe(health);
    expect(judged.problems.map(({ code }) => code)).toEqual(codes);
  });

  test('keeps the time since when a problem has been there, and shows what the check found', () => {
    const missing = check('page_fields', {
      state: 'missing',
      problem: 'fields_missing',
      detail: 'No reads.',
      fix: 'Mend it.',
    });
    const facts = evidence({}, missing);
    const [fresh] = judgeHealth(facts, NOW).problems;
    expect(fresh).toEqual(problem({ since: NOW.toISOString(), evidence: 'No reads.', whatToDo: 'Mend it.' }));
    const [older] = judgeHealth({ ...facts, known: [problem({})] }, NOW).problems;
    expect(older?.since).toBe(EARLIER.toISOString());
  });

  test('of what could not be set again says what to do about that, and not to repair it', () => {
    const missing = check('app_fields', { state: 'missing', problem: 'fields_missing', fix: 'Repair the Page.' });
    const { problems } = judgeHealth(evidence({ failures: [FAILURE] }, missing), NOW);
    expect(problems[0]).toMatchObject({ evidence: 'Somebody else answers.', severity: 'broken' });
    expect(problems.map(({ whatToDo }) => whatToDo)).toEqual(['Mend the verify token.', 'Mend the verify token.']);
  });

  test.each(PROBLEM_CODES)('has words for %s', (code) => {
    const { evidence: shown, whatToDo } = PROBLEM_GUIDES[code];
    expect(shown).toMatch(/^[A-Z"].+\.$/);
    expect(whatToDo).toMatch(/^[A-Z].+\.$/);
  });
});
