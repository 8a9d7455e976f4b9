import { describe, expect, test } from 'vitest';
import { classifyError, ERROR_TABLE } from '../../server/graph/index.ts';

/** Every row of the platform's list: code, subcode, what follows, what is wrong, whose calls wait. */
const ROWS: [number, number | null, string, string | null, ('app' | 'page')?][] = [
  [1, null, 'retry', null],
  [1, 99, 'give_up', 'permission_missing'],
  [1, 1357046, 'give_up', null],
  [2, null, 'retry', null],
  [2, 2018344, 'give_up', null],
  [4, null, 'later', 'rate_limited', 'app'],
  [4, 2018354, 'later', null],
  [4, 2018022, 'later', null],
  [9, 2018352, 'give_up', null],
  [10, 2018278, 'give_up', null],
  [10, 2018065, 'give_up', null],
  [10, 2018108, 'person_unreachable', null],
  [10, 2534022, 'give_up', null],
  [10, 1893015, 'give_up', null],
  [10, 1893063, 'page_broken', 'page_restricted'],
  [10, 1404170, 'give_up', 'page_restricted'],
  [10, 2018300, 'give_up', 'thread_owned_by_other_app'],
  [32, null, 'later', 'rate_limited', 'page'],
  [100, null, 'give_up', null],
  [100, 33, 'give_up', null],
  [100, 1893061, 'our_bug', null],
  [100, 2018001, 'person_unreachable', null],
  [100, 2018008, 'retry', null],
  [100, 2018014, 'our_bug', null],
  [100, 2018034, 'our_bug', null],
  [100, 2018047, 'give_up', null],
  [100, 2018074, 'give_up', null],
  [100, 2018109, 'give_up', null],
  [100, 2018164, 'our_bug', null],
  [100, 2018218, 'give_up', null],
  [100, 2018247, 'give_up', 'permission_missing'],
  [100, 2018294, 'retry', null],
  [100, 2534037, 'give_up', 'thread_owned_by_other_app'],
  [190, null, 'page_broken', 'token_invalid'],
  [190, 458, 'page_broken', 'token_revoked'],
  [190, 459, 'page_broken', 'token_invalid'],
  [190, 460, 'page_broken', 'token_revoked'],
  [190, 463, 'page_broken', 'token_expired'],
  [190, 464, 'page_broken', 'token_invalid'],
  [190, 467, 'page_broken', 'token_invalid'],
  [190, 492, 'page_broken', 'token_revoked'],
  [200, null, 'give_up', 'permission_missing'],
  [200, 2018028, 'give_up', 'development_mode'],
  [200, 1545041, 'person_unreachable', null],
  [230, null, 'give_up', 'permission_missing'],
  [368, null, 'give_up', 'page_restricted'],
  [506, null, 'give_up', null],
  [551, null, 'person_unreachable', null],
  [551, 1545041, 'person_unreachable', null],
  [613, null, 'later', 'rate_limited', 'page'],
  [613, 2534040, 'later', 'rate_limited', 'page'],
  [613, 2018338, 'give_up', null],
  [613, 1893016, 'give_up', null],
  [1200, null, 'retry', null],
  [2022, null, 'give_up', null],
  [2200, null, 'give_up', 'verify_token_mismatch'],
  [10303, null, 'give_up', null],
  [80001, null, 'later', 'rate_limited', 'page'],
  [80002, null, 'later', 'rate_limited', 'page'],
  [80006, null, 'later', 'rate_limited', 'page'],
  [1609005, null, 'give_up', null],
  [2018171, null, 'give_up', null],
  [2018234, null, 'give_up', null],
  [2018321, null, 'later', null],
];

describe('the table of errors', () => {
  test.each(ROWS)('says what follows from %s/%s', (code, subcode, verdict, problem, holds) => {
    const known = classifyError({ code, subcode });
    expect(known).toMatchObject({ verdict, problem });
    expect(known.holds).toBe(holds);
  });

  test('has these rows, each once, and no others', () => {
    const names = (rows: readonly (readonly [number, number | null])[]) => rows.map((row) => row.join('/')).toSorted();
    const listed = names(ROWS.map(([code, subcode]) => [code, subcode] as const));
    expect(names(ERROR_TABLE.map(({ code, subcode }) => [code, subcode] as const))).toEqual(listed);
    expect(new Set(listed).size).toBe(listed.length);
  });

  test('tells the person who must act in whole sentences, without the words of this code', () => {
    for (const { sentence } of ERROR_TABLE) {
      expect(sentence).toMatch(/^[A-Z].{30,}\.$/);
      expect(sentence).not.toMatch(/undefined|null|subcode|verdict|_missing/);
    }
  });
});

describe('a problem of the table', () => {
  const narrow = { '1/99': 'feature', '10/1404170': 'feature', '100/2018247': 'feature' };
  const ofThreads = { '10/2018300': 'thread', '100/2534037': 'thread' };
  const ofCallers = { '4/': 'caller', '613/': 'caller', '613/2534040': 'caller' };
  const scopes: Record<string, string> = { ...narrow, ...ofThreads, ...ofCallers };

  test.each(ROWS.filter(([, , , problem]) => problem !== null))(
    'of %s/%s reaches as far as it does',
    (code, subcode) => {
      expect(classifyError({ code, subcode }).scope ?? 'page').toBe(scopes[`${code}/${subcode ?? ''}`] ?? 'page');
    },
  );
});

describe('an error without a row', () => {
  test.each([
    ['is tried again when the platform calls it transient', { code: 99999, isTransient: true }, 'retry'],
    ['is tried again with a status of 5xx', { code: 99999, httpStatus: 500 }, 'retry'],
    ['waits with status 429', { code: 99999, httpStatus: 429 }, 'later'],
    ['waits when it is a limit of a business', { code: 80014 }, 'later'],
    ['is given up otherwise', { code: 99999, httpStatus: 400 }, 'give_up'],
    ['is given up without a code', { code: null }, 'give_up'],
    ['breaks the Page with 190 and any subcode', { code: 190, subcode: 999 }, 'page_broken'],
    [
      'breaks the Page with 190 even when called transient',
      { code: 190, isTransient: true, httpStatus: 500 },
      'page_broken',
    ],
    ['waits with 4 and any subcode, also when called transient', { code: 4, subcode: 7, isTransient: true }, 'later'],
    ['is given up with 10 and any subcode', { code: 10, subcode: 999 }, 'give_up'],
    ['is given up with 100 and any subcode', { code: 100, subcode: 999 }, 'give_up'],
    ['is tried again with 100 when called transient', { code: 100, isTransient: true }, 'retry'],
    ['stays what its row says when called transient', { code: 10, subcode: 2018278, isTransient: true }, 'give_up'],
  ])('%s', (_, signs, verdict) => {
    expect(classifyError(signs).verdict).toBe(verdict);
  });

  test('is a missing permission from 200 to 299', () => {
    for (let code = 201; code < 300; code++) expect(classifyError({ code }).problem).toBe('permission_missing');
    expect(classifyError({ code: 200, subcode: 1 }).problem).toBe('permission_missing');
    expect(classifyError({ code: 300 }).problem).toBe(null);
  });

  test('is known by its subcode when the code beside it is another', () => {
    expect(classifyError({ code: 100, subcode: 1545041 }).verdict).toBe('person_unreachable');
    expect(classifyError({ code: 100, subcode: 2018300 }).problem).toBe('thread_owned_by_other_app');
    expect(classifyError({ code: 100, subcode: 2018321 }).verdict).toBe('later');
    expect(classifyError({ code: 99999, subcode: 463 }).verdict).toBe('give_up');
  });
});
