import { describe, expect, test } from 'vitest';
import { parseBody, UnreadableBody } from '../../server/base/parse-body.ts';

const parse = (text: string): unknown => parseBody(Buffer.from(text));

describe('parsing a body', () => {
  test.each([
    ['{"id":9007199254740993}', { id: '9007199254740993' }],
    ['{"id": -9007199254740993}', { id: '-9007199254740993' }],
    ['[1, 12345678901234567890123, 2]', [1, '12345678901234567890123', 2]],
    ['9007199254740993', '9007199254740993'],
    ['{"id":9007199254740991}', { id: 9007199254740991 }],
    ['{"at":1780300799870,"x":1.5,"y":12345678901234567.5}', { at: 1780300799870, x: 1.5, y: 12345678901234568 }],
    ['{"text":"id: 9007199254740993, \\"quoted\\""}', { text: 'id: 9007199254740993, "quoted"' }],
    ['\ufeff{"a":1}', { a: 1 }],
  ])('keeps every digit of %s', (text, expected) => {
    expect(parse(text)).toEqual(expected);
  });

  test.each(['{"__proto__":{"admin":true},"a":1}', '{"\\u005f_proto__":{"admin":true},"a":1}'])(
    'leaves the prototype out of %s',
    (text) => {
      const value = parse(text);
      expect(Object.keys(value as object)).toEqual(['a']);
      expect(Object.assign({}, value)).not.toHaveProperty('admin');
    },
  );

  test('accepts depth 64 and refuses depth 65, whatever the brackets', () => {
    expect(parse('['.repeat(64) + ']'.repeat(64))).toHaveLength(1);
    expect(() => parse('['.repeat(65) + ']'.repeat(65))).toThrow(UnreadableBody);
    expect(() => parse('{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000))).toThrow(/64 levels/);
    expect(parse(JSON.stringify({ text: '[{'.repeat(100) + '\\"' }))).toHaveProperty('text');
  });

  test.each([
    ['', 'JSON'],
    ['{', 'JSON'],
    ['{"secret":tru', 'JSON'],
    ['"unended', 'JSON'],
    ['\\', 'JSON'],
  ])('refuses %j as not %s, without quoting it', (text, reason) => {
    expect(() => parse(text)).toThrow(`The body is not valid ${reason}.`);
  });

  test('refuses bytes that are not UTF-8', () => {
    expect(() => parseBody(Buffer.from([0x22, 0xff, 0x22]))).toThrow('The body is not valid UTF-8.');
  });
});
