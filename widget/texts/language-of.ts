import type { LanguageCode } from './languages.ts';
import { LANGUAGES } from './languages.ts';

/** Readers of traditional characters are better served in English than in simplified ones. */
const TRADITIONAL = /^zh\b.*\b(hant|tw|hk|mo)\b/i;

/**
 * Answers the language in which an element speaks: that of the nearest `lang`, its own, an ancestor's (out of shadow roots
 * too) or the document's. English where there is none or where it is a language nobody has written texts for.
 */
export function languageOf(element: Element): LanguageCode {
  let tag = '';
  for (let at: Element | undefined = element; at && !tag; at = parentOf(at)) tag = at.getAttribute('lang') ?? '';
  return supported(tag);
}

/** Answers the language of texts for a language tag such as `pt-BR`, also as Meta writes it, `pt_BR`. */
export function supported(tag: string): LanguageCode {
  if (TRADITIONAL.test(tag.replaceAll('_', '-'))) return 'en';
  const [code = ''] = tag.toLowerCase().split(/[-_]/);
  return LANGUAGES.find((language) => language === code) ?? 'en';
}

function parentOf(element: Element): Element | undefined {
  const root = element.getRootNode();
  return element.parentElement ?? (root instanceof ShadowRoot ? root.host : undefined);
}
