import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { reservedSpace } from '../../server/entry-points/snippets/reserved-space.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const DOCUMENTS = {
  button: 'elements/messenger-button-element.ts',
  bubble: 'bubble/bubble-element.ts',
  qr: 'qr/qr-element.ts',
  checkbox: 'checkbox/checkbox-element.ts',
} as const;
const VARIANTS = ['button', 'bubble', 'qr', 'checkbox'] as const;

/** The rules alone, however they are laid out. */
const rulesOf = (css: string) =>
  css
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\s*([{}:;,])\s*/g, '$1')
    .replaceAll(';}', '}')
    .trim();

function rulesIn(document: string): string {
  const [, css = ''] = /```css\n([\s\S]*?)```/.exec(read(`widget/${document}`)) ?? [];
  return rulesOf(css.replaceAll(/^ \* ?/gm, ''));
}

it.each(VARIANTS)('the documentation of the element gives the same rules as the snippet: %s', (variant) => {
  expect(rulesIn(DOCUMENTS[variant])).toBe(rulesOf(reservedSpace(variant)));
});

it.each(VARIANTS)('the demo follows the advice itself: %s', (variant) => {
  expect(rulesOf(read('widget/demo/demo.css'))).toContain(rulesOf(reservedSpace(variant)));
});

it('the link of a status is as large as that of a button', () => {
  const [, ofLink = ''] =
    /(messenger-button:not\(:defined\)>a.*)/.exec(rulesOf(reservedSpace('button')).replaceAll(' > ', '>')) ?? [];
  const documented = rulesIn('link-status/link-status-element.ts').replaceAll(' > ', '>');
  expect(documented).toContain(ofLink.replace('messenger-button', 'messenger-link-status'));
});
