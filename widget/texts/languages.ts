/** The languages there are, by the first part of a language tag: English comes with the elements, the others one by one. */
export const LANGUAGES = ['en', 'de', 'fr', 'es', 'pt', 'it', 'nl', 'pl', 'ja', 'zh', 'ar', 'he'] as const;

/** One of the languages there are. */
export type LanguageCode = (typeof LANGUAGES)[number];

/** Says in which direction a language is written. */
export function directionOf(language: LanguageCode): 'ltr' | 'rtl' {
  return language === 'ar' || language === 'he' ? 'rtl' : 'ltr';
}
