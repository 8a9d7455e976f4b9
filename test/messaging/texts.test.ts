import { describe, expect, test } from 'vitest';
import { findTextFaults, sayIn } from '../../server/messaging/index.ts';
import { ALL_TEXTS } from '../../server/messaging/texts/all-texts.ts';
import { en } from '../../server/messaging/texts/en.ts';
import { MESSAGE_LIMITS, MessageContent } from '../../shared/api/messages.ts';
import { LANGUAGES, toLanguage } from '../../shared/language.ts';
import { LANGUAGES as WIDGET_LANGUAGES } from '../../widget/texts/languages.ts';

const KEYS = Object.keys(en) as (keyof typeof en)[];
const LONG = 'W'.repeat(200);
const placesOf = (text: string): string[] => [...new Set(text.match(/\{[^}]*\}/g) ?? [])].toSorted();

describe('what is said in a thread', () => {
  test('exists in the languages of the elements', () => {
    expect([...LANGUAGES]).toEqual([...WIDGET_LANGUAGES]);
    expect(Object.keys(ALL_TEXTS)).toEqual([...LANGUAGES]);
  });

  test.each(LANGUAGES)('has in %s every text, with the places of the English one', (lang) => {
    const { texts, reviewed } = ALL_TEXTS[lang];
    expect(Object.keys(texts).toSorted()).toEqual(KEYS.toSorted());
    for (const key of KEYS) expect([key, placesOf(texts[key])]).toEqual([key, placesOf(en[key])]);
    expect(reviewed).toBe(lang === 'en');
    if (lang !== 'en') expect(KEYS.filter((key) => texts[key] === en[key])).toEqual([]);
  });

  test.each(LANGUAGES)('fits in %s: titles on a button, all else above buttons, however long the names are', (lang) => {
    for (const key of KEYS) {
      const said = sayIn(lang, key, { site: LONG, account: LONG, standing: LONG });
      const most = key.startsWith('answer.') ? MESSAGE_LIMITS.title : MESSAGE_LIMITS.textWithButtons;
      expect([key, said.length <= most]).toEqual([key, true]);
      expect([key, MessageContent.safeParse({ text: said }).success]).toEqual([key, true]);
      expect([key, placesOf(said)]).toEqual([key, []]);
    }
  });

  test('keeps names from changing how the words around them look', () => {
    expect(sayIn('en', 'question.match', { site: ' shop\u202e.example\n\u200b\u2066 ' })).toBe(
      'Which number do you see on shop .example?',
    );
    expect(sayIn('en', 'question.match', { site: '{account}' })).toBe('Which number do you see on {account}?');
    expect(sayIn('he', 'question.match', { site: 'shop.example' })).toContain('\u2068shop.example\u2069');
    expect(sayIn('en', 'question.match', { site: '👪'.repeat(61) })).toContain(`${'👪'.repeat(59)}…?`);
  });

  test("is said in the site's own words where they can be used", () => {
    const own = { en: { 'question.match': 'Your number on {site}?', 'answer.undo': LONG, unlinked: 'Bye.' } };
    expect(sayIn('en', 'question.match', { site: 'Shop' }, own)).toBe('Your number on Shop?');
    expect(sayIn('en', 'answer.undo', {}, own)).toBe('Disconnect');
    expect(sayIn('en', 'unlinked', { site: 'Shop' }, own)).toContain('of Shop.');
    expect(sayIn('de', 'answer.undo', {}, own)).toBe('Trennen');
    expect(sayIn('en', 'answer.undo', {}, { en: { 'answer.undo': 'toString' } })).toBe('toString');
  });

  test("names everything that is wrong with a site's own words", () => {
    const faults = findTextFaults({
      xx: { 'answer.undo': 'Undo' },
      en: {
        'answer.undo': 'x'.repeat(21),
        unknown: 'Hello',
        toString: 'Hello',
        unlinked: 'Gone.',
        notLinked: 'Not {site} {name}',
        failed: ' ',
        expired: `{site}${'x'.repeat(400)}`,
        'answer.keep': 'Keep',
      },
    });
    expect(faults.map(({ lang, key, message }) => `${lang} ${key}: ${message}`)).toEqual([
      'xx answer.undo: No language is called so; there are en, de, fr, es, pt, it, nl, pl, ja, zh, ar, he.',
      'en answer.undo: The text has 21 characters; 20 are possible.',
      'en unknown: Nothing that is said has this name.',
      'en toString: Nothing that is said has this name.',
      'en unlinked: The text lacks {site}.',
      'en notLinked: Nothing is filled in for {name}.',
      'en failed: The text is empty.',
      'en expired: The text has 406 characters; 400 are possible.',
    ]);
  });

  test('is in the language of a tag in either spelling; traditional characters are not simplified ones', () => {
    const tags = ['pt_BR', 'pt-PT', 'EN', 'zh_CN', 'zh_TW', 'zh-Hant-HK', 'ar_AR', 'tlh', '', null];
    expect(tags.map(toLanguage)).toEqual(['pt', 'pt', 'en', 'zh', null, null, 'ar', null, null, null]);
  });
});
