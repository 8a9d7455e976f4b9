import { expect, it } from 'vitest';
import { codeOfLink, linkWithRef } from '../../../widget/entry/entry-link.ts';

it.each([
  ['https://m.me/shop?ref=SPRING1', 'SPRING1'],
  ['https://m.me/shop?text=Hi%20there&ref=SPRING1', 'SPRING1'],
  ['http://localhost:8788/m/1067?ref=SPRING1#x', 'SPRING1'],
  ['/m/1067?ref=SPRING1&text=a', 'SPRING1'],
  ['https://m.me/shop?ref=SPRING1_AAAAAAAAAAAAAAAAAAAAAA', 'SPRING1'],
  ['https://m.me/shop', null],
  ['https://m.me/shop?ref=', null],
  ['https://m.me/shop?xref=SPRING1', null],
  ['https://m.me/shop?ref=spring%20sale', null],
  ['', null],
])('reads the code of %s as %s', (href, code) => {
  expect(codeOfLink(href)).toBe(code);
});

it('replaces the ref and leaves every other byte as the site wrote it', () => {
  expect(linkWithRef('https://m.me/shop?text=Hi%20there+you&ref=SPRING1&x=%2f#y', 'SPRING1_$&abc')).toBe(
    'https://m.me/shop?text=Hi%20there+you&ref=SPRING1_$&abc&x=%2f#y',
  );
});
