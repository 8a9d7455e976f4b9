import type { LanguageCode } from '../../../shared/language.ts';
import { ar } from './ar.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { he } from './he.ts';
import { it } from './it.ts';
import { ja } from './ja.ts';
import type { LanguageTexts } from './language-texts.ts';
import { nl } from './nl.ts';
import { pl } from './pl.ts';
import { pt } from './pt.ts';
import { zh } from './zh.ts';

/** What is said in a thread, in every language there is. */
export const ALL_TEXTS: Readonly<Record<LanguageCode, LanguageTexts>> = {
  en: { reviewed: true, texts: en },
  de,
  fr,
  es,
  pt,
  it,
  nl,
  pl,
  ja,
  zh,
  ar,
  he,
};
