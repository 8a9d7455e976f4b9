import { expect, test } from 'vitest';
import { inspect, messagesFor, readHouse } from './house.ts';
import { secretCompares } from './rules/secret-compares.ts';

const house = readHouse();
const FILE = 'server/refs/get-visit.ts';

test('no secret is compared so that its time tells how much of it was right', () => {
  expect(inspect(house, secretCompares)).toEqual([]);
});

test.each([
  'watchSecret === row.watchSecret',
  'given !== site.userTokenSecret',
  'sha256(given) === row.tokenHash',
  'row?.codeHash == hash',
  'form.csrf !== session.csrf',
  'open(sealed).secret === given',
  "createHmac('sha256', key).digest() === given",
  'event.detail.authorizationCode === session.authorizationCode',
])('the rule objects to %s', (code) => {
  expect(messagesFor(secretCompares, FILE, `export const x = ${code};`)).toHaveLength(1);
});

test.each(['eq(t.watchSecret, given)', 'eq(table.accessToken, given)', 'eq(t.linkCode, given)'])(
  'the rule objects to looking up by %s',
  (code) => {
    expect(messagesFor(secretCompares, FILE, `export const x = ${code};`)).toEqual([
      expect.stringContaining('by its hash'),
    ]);
  },
);

test.each([
  'watchSecret === undefined',
  'token === null',
  "typeof token === 'string'",
  "body.token !== ''",
  'tokens.length === secrets.length',
  "error.code === 'not_found'",
  'error.code === INVALID_TOKEN',
  'eq(t.sealedToken, seen)',
  'row.sealedToken !== token.sealedToken',
  'constantTimeEqual(a.secret, b.secret)',
  'eq(t.tokenHash, hash)',
])('the rule lets pass %s', (code) => {
  expect(messagesFor(secretCompares, FILE, `export const x = ${code};`)).toEqual([]);
});
