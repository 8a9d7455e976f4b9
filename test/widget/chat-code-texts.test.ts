import { expect, it } from 'vitest';
import { ENGLISH } from '../../widget/chat-code/chat-code-texts.ts';
import { texts } from '../../widget/parts/chat-code-texts.ts';
import { LANGUAGES } from '../../widget/texts/languages.ts';
import { buildWidget } from '../../widget/build.ts';

it('what is said around a chat code exists in every language, with its places, and is translated', () => {
  expect(['en', ...Object.keys(texts)].toSorted()).toEqual([...LANGUAGES].toSorted());
  for (const [lang, own] of Object.entries(texts)) {
    expect([lang, Object.keys(own)]).toEqual([lang, Object.keys(ENGLISH)]);
    expect([lang, own.until.match(/\{\w+\}/g)]).toEqual([lang, ['{time}']]);
    expect(Object.values(own).filter((text) => Object.values(ENGLISH).includes(text))).toEqual([]);
  }
});

it('what shows a chat code stays within 3.0 kB gzip, its languages within 1.5 kB', async () => {
  const built = await buildWidget();
  const sizeOf = (part: string): number =>
    built.find(({ file }) => file === `widget-${part}.mjs`)?.gzipBytes ?? Infinity;
  expect(sizeOf('chat-code')).toBeLessThanOrEqual(3000);
  expect(sizeOf('chat-code-texts')).toBeLessThanOrEqual(1500);
});
