/** The languages that people are spoken to in, by the first part of a language tag. */
export const LANGUAGES = ['en', 'de', 'fr', 'es', 'pt', 'it', 'nl', 'pl', 'ja', 'zh', 'ar', 'he'] as const;

/** One of the languages there are. */
export type LanguageCode = (typeof LANGUAGES)[number];

/** Readers of traditional characters are better served in another language than in simplified ones. */
const TRADITIONAL = /^zh\b.*\b(hant|tw|hk|mo)\b/i;

/** The language of texts for a tag such as `pt-BR`, also as Meta writes it, `pt_BR`; null where nobody has written any. */
export function toLanguage(tag: string | null): LanguageCode | null {
  if (tag === null || TRADITIONAL.test(tag.replaceAll('_', '-'))) return null;
  const [code = ''] = tag.toLowerCase().split(/[-_]/);
  return LANGUAGES.find((language) => language === code) ?? null;
}

/** Whether a language is written from right to left. */
export function isRightToLeft(language: LanguageCode): boolean {
  return language === 'ar' || language === 'he';
}
