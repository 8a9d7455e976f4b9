import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { type BuiltFile, buildWidget } from '../../widget/build.ts';
import * as english from '../../widget/texts/english.ts';
import type { Language } from '../../widget/texts/keys.ts';
import { directionOf, LANGUAGES } from '../../widget/texts/languages.ts';

const PARTS = new URL('../../widget/parts/', import.meta.url);
const MOST_BYTES = 1000;
const WRITTEN_IN: Readonly<Record<string, RegExp>> = {
  ja: /[\u3040-\u30ff\u4e00-\u9fff]/,
  zh: /[\u4e00-\u9fff]/,
  ar: /[\u0600-\u06ff]/,
  he: /[\u0590-\u05ff]/,
};
const TRANSLATED = LANGUAGES.filter((code) => code !== 'en');

/** Group and key of every sentence, with the sentence. */
function sentences(texts: object): ReadonlyMap<string, string> {
  const groups = Object.entries(texts).filter(([, group]) => typeof group === 'object');
  return new Map(
    groups.flatMap(([group, all]) =>
      Object.entries(all as object).map(([key, text]) => [`${group}.${key}`.toLowerCase(), text as string] as const),
    ),
  );
}

const readPart = async (code: string): Promise<Language> =>
  ((await import(new URL(`lang-${code}.ts`, PARTS).href)) as { texts: Language }).texts;

it('every language listed has a file, and every file is listed', () => {
  const files = readdirSync(fileURLToPath(PARTS)).flatMap((file) => /^lang-(.*)\.ts$/.exec(file)?.[1] ?? []);
  expect(files.toSorted()).toEqual([...TRANSLATED].toSorted());
});

describe.each(TRANSLATED)('%s', (code) => {
  let texts: Language;
  let file: BuiltFile | undefined;
  beforeAll(async () => {
    texts = await readPart(code);
    file = (await buildWidget()).find((built) => built.file === `widget-lang-${code}.mjs`);
  });

  it('lacks no sentence and has none of its own', () => {
    expect([...sentences(texts).keys()]).toEqual([...sentences(english).keys()]);
    expect([...sentences(texts).values()].filter((text) => text.trim() === '')).toEqual([]);
  });

  it('keeps the placeholders of the English', () => {
    const placeholders = (text = '') => text.match(/\{\w+\}/g) ?? [];
    const own = sentences(texts);
    const different = [...sentences(english)].filter(
      ([key, text]) => placeholders(text).join() !== placeholders(own.get(key)).join(),
    );
    expect(different).toEqual([]);
  });

  it('is written in its own script, and says Messenger as the others do', () => {
    const script = WRITTEN_IN[code] ?? /[a-z]/i;
    expect([...sentences(texts).values()].filter((text) => !script.test(text))).toEqual([]);
    expect(texts.status.linked).toContain('Messenger');
  });

  it('says of itself whether somebody who grew up with it has read it', () => {
    expect(texts.reviewed).toBeTypeOf('boolean');
  });

  it('stays within 1 kB gzip and holds nothing but data', () => {
    expect(file?.gzipBytes).toBeLessThanOrEqual(MOST_BYTES);
    const code = readFileSync(file?.path ?? '', 'utf8');
    expect(code).not.toMatch(/=>|function|import/);
  });
});

it('Arabic and Hebrew run from right to left, the others from left to right', () => {
  expect(LANGUAGES.filter((code) => directionOf(code) === 'rtl')).toEqual(['ar', 'he']);
});
