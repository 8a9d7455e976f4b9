import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { type BuiltFile, buildWidget } from '../../widget/build.ts';
import { ENGLISH as CHAT_CODE } from '../../widget/chat-code/chat-code-texts.ts';
import { ENGLISH as QUESTION } from '../../widget/question/question-texts.ts';
import { LANGUAGES } from '../../widget/texts/languages.ts';
import type { RareLanguage } from '../../widget/texts/rare-language.ts';

const PARTS = new URL('../../widget/parts/', import.meta.url);
const TRANSLATED = LANGUAGES.filter((code) => code !== 'en');
const ENGLISH: Omit<RareLanguage, 'reviewed'> = { question: QUESTION, chatCode: CHAT_CODE };

const sentences = ({ question, chatCode }: Omit<RareLanguage, 'reviewed'>): readonly (readonly [string, string])[] =>
  Object.entries({ question, chatCode }).flatMap(([group, all]) =>
    Object.entries(all).map(([key, text]) => [`${group}.${key}`, text] as const),
  );
const placesIn = (texts: Omit<RareLanguage, 'reviewed'>) =>
  sentences(texts).map(([key, text]) => [key, text.match(/\{\w+\}/g)]);

let built: readonly BuiltFile[];
beforeAll(async () => {
  built = await buildWidget();
});

it('every language of rare sentences has a file of its own, and every file is a language', () => {
  const files = readdirSync(fileURLToPath(PARTS)).flatMap((file) => /^rare-(.*)\.ts$/.exec(file)?.[1] ?? []);
  expect(files.toSorted()).toEqual([...TRANSLATED].toSorted());
});

describe.each(TRANSLATED)('what is said of questions and chat codes in %s', (code) => {
  let texts: RareLanguage;
  beforeAll(async () => {
    ({ texts } = (await import(new URL(`rare-${code}.ts`, PARTS).href)) as { texts: RareLanguage });
  });

  it('lacks no sentence and no place in it, and is translated', () => {
    expect(placesIn(texts)).toEqual(placesIn(ENGLISH));
    const english = new Set(sentences(ENGLISH).map(([, text]) => text));
    expect(sentences(texts).filter(([, text]) => english.has(text) || text.trim() === '')).toEqual([]);
  });

  it('says of itself whether somebody who grew up with it has read it', () => {
    expect(texts.reviewed).toBeTypeOf('boolean');
  });

  it('stays within 1 kB gzip and holds nothing but data', () => {
    const file = built.find((one) => one.file === `widget-rare-${code}.mjs`);
    expect(file?.gzipBytes).toBeLessThanOrEqual(1000);
    expect(readFileSync(file?.path ?? '', 'utf8')).not.toMatch(/=>|function|import/);
  });
});

it.each(['chat-code', 'question'])('what shows a %s stays within 3.0 kB gzip, with its English', (part) => {
  const file = built.find((one) => one.file === `widget-${part}.mjs`);
  expect(file?.gzipBytes).toBeLessThanOrEqual(3000);
});
