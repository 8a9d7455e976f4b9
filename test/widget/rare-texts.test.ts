import { expect, it } from 'vitest';
import { ENGLISH } from '../../widget/chat-code/chat-code-texts.ts';
import { texts } from '../../widget/parts/chat-code-texts.ts';
import { texts as questionTexts } from '../../widget/parts/question-texts.ts';
import { ENGLISH as QUESTION } from '../../widget/question/question-texts.ts';
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

it('what is said of a question exists in every language, with its places, and is translated', () => {
  expect(['en', ...Object.keys(questionTexts)].toSorted()).toEqual([...LANGUAGES].toSorted());
  for (const [lang, own] of Object.entries(questionTexts)) {
    expect([lang, Object.keys(own)]).toEqual([lang, Object.keys(QUESTION)]);
    expect([lang, own.person.match(/\{\w+\}/g)]).toEqual([lang, ['{name}']]);
    expect(Object.values(own).filter((text) => Object.values<string>(QUESTION).includes(text))).toEqual([]);
  }
});

it('what shows a chat code or a question stays within 3.0 kB gzip, its languages within 1.5 and 3.0 kB', async () => {
  const built = await buildWidget();
  const sizeOf = (part: string): number =>
    built.find(({ file }) => file === `widget-${part}.mjs`)?.gzipBytes ?? Infinity;
  expect(sizeOf('chat-code')).toBeLessThanOrEqual(3000);
  expect(sizeOf('chat-code-texts')).toBeLessThanOrEqual(1500);
  expect(sizeOf('question')).toBeLessThanOrEqual(3000);
  expect(sizeOf('question-texts')).toBeLessThanOrEqual(3000);
});
