import { expect, it } from 'vitest';
import { maskAccount } from '../../server/sites/mask-account.ts';

const mask = (claims: Record<string, unknown>, sub = '42') => maskAccount(claims, sub);
const nameOf = (name: unknown) => mask({ name });

it.each([
  ['an address', { email: 'anna@shop.example' }, 'a***@shop.example'],
  ['an address before a name', { email: 'anna@shop.example', name: 'Zoe' }, 'a***@shop.example'],
  ['a domain in capitals', { email: ' Anna@SHOP.Example ' }, 'A***@shop.example'],
  ['a user name before a name', { preferred_username: 'grace', name: 'Ada' }, 'g***'],
  ['a name', { name: 'Ada Lovelace' }, 'A***'],
  ['a name that is no text', { name: { toString: 'Ada' }, preferred_username: 7, email: null }, '***'],
])('%s becomes what its owner knows it by', (_, claims, label) => {
  expect(mask(claims)).toBe(label);
});

it.each([
  ['short', '1234567', '***'],
  ['long', '12345678', '***78'],
  ['long only by what nobody sees', `1234567${'\u200b'.repeat(20)}`, '***'],
  ['an address', 'anna@shop.example', '***le'],
  ['of characters beyond the first plane', '𝟘𝟙𝟚𝟛𝟜𝟝𝟞🦉🦔', '***🦉🦔'],
])('an id that is %s tells its last two characters at most', (_, sub, label) => {
  expect(mask({}, sub)).toBe(label);
});

it.each([
  ['a sentence', 'Your account is locked, call +1 555 0100', 'Y***'],
  ['an address of the web', 'https://evil.example/now', 'h***'],
  ['markup', '<img src=x onerror=alert(1)>', '<***'],
  ['lines', '\n\r\u2028Connect', 'C***'],
  ['text turned round', '\u202e\u2066elpmaxe', 'e***'],
  ['a NUL and half a pair', '\u0000\ud83dAda', 'A***'],
  ['a byte order mark, a soft hyphen and a variation selector', '\ufeff\u00ad\ufe0fAda', 'A***'],
  ['letters that show nothing', '\u3164\u115f\u2800Ada', 'A***'],
  ['accents without a letter', '\u0301\u0301Ada', 'A***'],
  ['one character that is a whole sentence', '\ufdfa', 'ص***'],
  ['one letter under a heap of accents', `Z${'\u0335'.repeat(400)}`, 'Z***'],
  ['wide letters', 'Ａda', 'A***'],
])('a name that is %s keeps its first character alone', (_, name, label) => {
  expect(nameOf(name)).toBe(label);
});

it.each(['', '   ', '\u200b\u200d\u2060', '\u3164', '\u0301'])(
  'a name of which nobody sees anything is none: %j',
  (name) => {
    expect(nameOf(name)).toBe('***');
  },
);

it('keeps together what people see as one character', () => {
  expect(nameOf('🇫🇷 Marianne')).toBe('🇫🇷***');
  expect(nameOf('👍🏽ok')).toBe('👍🏽***');
  expect(nameOf('e\u0301lodie')).toBe('é***');
  expect(nameOf('நி')).toBe('நி***');
});

it.each([
  ['with a domain in letters that look like others', 'anna@аpple.example'],
  ['with words behind it', 'anna@shop.example says hello'],
  ['with two domains', 'anna@shop.example@evil.example'],
  ['with a path', 'anna@shop.example/login'],
  ['without a name', '\u200b@shop.example'],
  ['without a dot', 'anna@localhost'],
  ['whose domain is too long to be shown whole', `anna@${'shop.'.repeat(12)}example`],
])('an address %s does not come through', (_, email) => {
  expect(mask({ email, name: 'Ada' })).toBe('A***');
});

it('is never longer than 60 characters, whatever is in the token', () => {
  const nasty = ['\u0301', 'a@b.c', '👩‍👩‍👧‍👦', '\u202e', '@', ' ', '.', 'x'.repeat(8000), '\ufdfa', '🏴󠁧󠁢󠁥󠁮󠁧󠁿'];
  for (const one of nasty) {
    for (const other of nasty) {
      const text = one + other;
      const label = mask({ email: text, name: text }, text);
      expect(label.length).toBeLessThanOrEqual(60);
      expect(label).toContain('***');
    }
  }
});
