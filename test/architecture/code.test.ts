import { describe, expect, test } from 'vitest';
import { inspect, messagesFor, readHouse, type Rule } from './house.ts';
import { docstrings } from './rules/docstrings.ts';
import { clockAndChance, environment, graphHost } from './rules/purity.ts';
import { fileNames, language, sizes } from './rules/style.ts';
import { testCases } from './rules/test-cases.ts';

const house = readHouse();

describe('the code', () => {
  const rules: [string, Rule][] = [
    ['asks only the cellar for time and chance', clockAndChance],
    ['reads the environment only in config.ts', environment],
    ["knows the Graph API's host in one place", graphHost],
    ['names its files for what they hold', fileNames],
    ['can be read in one go', sizes],
    ['keeps to the agreed part of the language', language],
    ['says what every exported symbol promises', docstrings],
    ['has only tests that run, assert, and state a rule', testCases],
  ];
  test.each(rules)('%s', (_, rule) => {
    expect(inspect(house, rule)).toEqual([]);
  });
});

const ROOM_FILE = 'server/refs/get-visit.ts';

describe('the rule for time and chance', () => {
  test.each([
    'Date.now()',
    'new Date()',
    'globalThis.Date.now()',
    'performance.now()',
    'Math.random()',
    'crypto.randomUUID()',
    'globalThis.crypto.getRandomValues(a)',
  ])('objects to %s in a room', (code) => {
    expect(messagesFor(clockAndChance, ROOM_FILE, `export const x = ${code};`)).toHaveLength(1);
  });

  test('objects to an import of randomness', () => {
    const text = "import { createHash, randomBytes as bytes } from 'node:crypto';";
    expect(messagesFor(clockAndChance, ROOM_FILE, text)).toEqual(['randomBytes: take ctx.random']);
  });

  test.each([
    [ROOM_FILE, 'new Date(0)'],
    ['server/base/clock.ts', 'new Date()'],
    ['server/simulator/state/world.ts', 'Math.random()'],
    ['widget/watch.ts', 'Date.now()'],
  ])('lets pass in %s: %s', (path, code) => {
    expect(messagesFor(clockAndChance, path, `export const x = ${code};`)).toEqual([]);
  });
});

describe('the rule for the environment', () => {
  test.each(['process.env', "process['env']", 'globalThis.process.env.PORT'])('objects to %s', (code) => {
    expect(messagesFor(environment, 'server/app.ts', `export const x = ${code};`)).toHaveLength(1);
  });

  test('objects to importing it', () => {
    expect(messagesFor(environment, 'server/app.ts', "import { env } from 'node:process';")).toHaveLength(1);
  });

  test('lets config.ts read it', () => {
    expect(messagesFor(environment, 'server/config.ts', 'export const x = process.env;')).toEqual([]);
  });
});

describe("the rule for the Graph API's host", () => {
  test.each(["'https://graph.facebook.com/v25.0'", '`https://graph.facebook.com/${version}`'])(
    'objects to %s',
    (code) => {
      expect(messagesFor(graphHost, ROOM_FILE, `export const x = ${code};`)).toHaveLength(1);
    },
  );

  test('lets graph and config.ts name it', () => {
    const text = "export const x = 'https://graph.facebook.com';";
    expect(messagesFor(graphHost, 'server/graph/call.ts', text)).toEqual([]);
    expect(messagesFor(graphHost, 'server/config.ts', text)).toEqual([]);
  });
});

describe('the rule for file names', () => {
  test.each(['server/refs/utils.ts', 'shared/common.ts', 'test/helpers.ts', 'server/refs/getVisit.ts'])(
    'objects to %s',
    (path) => {
      expect(messagesFor(fileNames, path, '')).toHaveLength(1);
    },
  );
});

describe('the rule for sizes', () => {
  const lines = (count: number): string => 'x();\n'.repeat(count);

  test('objects to a file of 401 lines and to a test file of 301', () => {
    expect(messagesFor(sizes, ROOM_FILE, lines(400))).toEqual([]);
    expect(messagesFor(sizes, ROOM_FILE, lines(401))).toHaveLength(1);
    expect(messagesFor(sizes, 'test/refs/a.test.ts', lines(301))).toHaveLength(1);
  });

  test.each([
    ['a function', 'function f() {', '}'],
    ['an arrow function', 'const f = () => {', '};'],
    ['a method', 'const o = { f() {', '} };'],
  ])('objects to %s of 61 lines', (_, head, tail) => {
    expect(messagesFor(sizes, ROOM_FILE, `${head}\n${lines(58)}${tail}`)).toEqual([]);
    expect(messagesFor(sizes, ROOM_FILE, `${head}\n${lines(59)}${tail}`)).toHaveLength(1);
  });
});

describe('the rule for the language', () => {
  test.each([
    ['a default export', 'export default 1;'],
    ['an enum', 'enum A { B }'],
    ['a const enum', 'export const enum A { B }'],
    ['a namespace', 'namespace A { export const b = 1; }'],
    ['any', 'export const a: any = 1;'],
    ['any inside a type', 'export type A = Record<string, any[]>;'],
    ['a cast to any', 'export const a = (b as any).c;'],
    ['a parameter property', 'class AError extends Error { constructor(readonly a: string) { super(); } }'],
    ['a decorator', '@a class AElement extends LitElement {}'],
    ['a class that is no element, event or error', 'export class Store {}'],
    ['an ignored type error', '// @ts-ignore\nexport const a = 1;'],
    ['an expected type error', '// @ts-expect-error it is so\nexport const a = 1;'],
  ])('objects to %s', (_, text) => {
    expect(messagesFor(language, ROOM_FILE, text)).toHaveLength(1);
  });

  test.each([
    ['a class of errors', 'export class Conflict extends ThreadtieError {}'],
    ['the word any in a comment or a string', "// any enum\nexport const a = 'any enum @ts-ignore';"],
    ['a widened global type', 'declare global { interface HTMLElementTagNameMap { a: B } }\nexport {};'],
  ])('lets pass %s', (_, text) => {
    expect(messagesFor(language, ROOM_FILE, text)).toEqual([]);
  });

  test('lets the configuration of a tool export by default', () => {
    expect(messagesFor(language, 'vitest.config.ts', 'export default {};')).toEqual([]);
  });
});

describe('the rule for docstrings', () => {
  test.each([
    ['function', 'export function f(): void {}'],
    ['async function', '// not a docstring\nexport async function f(): Promise<void> {}'],
    ['interface', 'export interface I { a: string }'],
    ['class', 'export class E extends Error {}'],
    ['constant', "/** Of something else. */\nconst b = 1;\nexport const a = 'x';"],
  ])('objects to a bare %s', (_, text) => {
    expect(messagesFor(docstrings, ROOM_FILE, text)).toHaveLength(1);
  });

  test.each([
    ['a documented function', '/** Says it. */\nexport function f(): void {}'],
    ['a schema', 'export const Site = z.object({});\nexport const More = Site.extend({});'],
    ['constants in a row under one docstring', '/** Times. */\nexport const A = 1;\nexport const B = 2;'],
    ['the door of a room', "export { f } from './f.ts';"],
    [
      'the second form of a function',
      '/** F. */\nexport function f(a: 1): 1;\nexport function f(a: number): number { return a; }',
    ],
  ])('lets pass %s', (_, text) => {
    expect(messagesFor(docstrings, ROOM_FILE, text)).toEqual([]);
  });
});

describe('the rule for tests', () => {
  const of = (text: string): string[] => messagesFor(testCases, 'test/refs/a.test.ts', text);

  test.each([
    ['should in a title', "test('should work', () => expect(1).toBe(1));", 'says should'],
    ['should in the title of a group', "describe('it should', () => {});", 'says should'],
    ['a skipped test', "test.skip('works', () => expect(1).toBe(1));", '.skip'],
    ['a test that runs alone', "test.only('works', () => expect(1).toBe(1));", '.only'],
    ['a skipped group', "describe.skip('x', () => {});", '.skip'],
    ['a test to be written', "test.todo('works');", '.todo'],
    ['a test that asserts nothing', "test('works', () => run());", 'asserts nothing'],
    ['a title that occurs twice', "test('a', () => expect(1));\ntest('a', () => expect(1));", 'occurs twice'],
    ['a title from elsewhere', 'test(title, () => expect(1));', 'written out'],
    ['a table of skipped tests', "test.skip.each([1])('works %d', () => expect(1));", '.skip'],
  ])('objects to %s', (_, text, message) => {
    expect(of(text).join()).toContain(message);
  });

  test('lets the same title stand in two groups', () => {
    expect(
      of("describe('a', () => test('x', () => expect(1)));\ndescribe('b', () => test('x', () => expect(1)));"),
    ).toEqual([]);
  });

  test('counts a table of tests as one', () => {
    expect(of("test.each([1, 2])('works with %d', (n) => expect(n));")).toEqual([]);
  });
});
