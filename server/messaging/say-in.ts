import { isRightToLeft, type LanguageCode } from '../../shared/language.ts';
import { textFault } from './text-fault.ts';
import { ALL_TEXTS } from './texts/all-texts.ts';
import type { TextKey } from './texts/language-texts.ts';

/** A site's own wordings, by language and key, as they were entered. */
export type SiteTexts = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What is filled into the places of a text. */
export type TextValues = Readonly<Partial<Record<'site' | 'account' | 'standing', string>>>;

const LONGEST_VALUE = 60;
/** Control characters, and signs that reorder or hide what stands around them. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/**
 * Says something in a language, in the site's own words where it has any that can be used. Values come from people: they
 * are cut, and cannot change how the words around them look.
 */
export function sayIn(lang: LanguageCode, key: TextKey, values: TextValues = {}, own: SiteTexts = {}): string {
  const wording = own[lang]?.[key];
  const isUsable = wording !== undefined && textFault(lang, key, wording) === null;
  return fill(isUsable ? wording : ALL_TEXTS[lang].texts[key], values, isRightToLeft(lang));
}

function fill(wording: string, values: TextValues, isolates: boolean): string {
  return wording.replaceAll(/\{(site|account|standing)\}/g, (_, name: 'site' | 'account' | 'standing') => {
    const value = shorten((values[name] ?? '').replaceAll(UNSEEN, ' ').trim());
    // A Latin name in a line from right to left would drag its full stop to the other side.
    return isolates ? `\u2068${value}\u2069` : value;
  });
}

function shorten(value: string): string {
  const characters = [...value];
  return characters.length > LONGEST_VALUE ? `${characters.slice(0, LONGEST_VALUE - 1).join('')}…` : value;
}
