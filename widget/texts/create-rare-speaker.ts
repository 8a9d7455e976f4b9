import type { Part } from '../elements/load-part.ts';
import type { Kit } from '../kit.ts';
import type { SpeakingElement } from './create-speaker.ts';
import { languageOf } from './language-of.ts';
import { directionOf, type LanguageCode } from './languages.ts';

/** The sentences of one thing in its reader's language; `lang` and `dir` belong on what shows them. */
export interface RareSpeech<T> {
  readonly lang: LanguageCode;
  readonly dir: 'ltr' | 'rtl';
  readonly text: T;
}

type Translations<T> = Part & { readonly texts: Readonly<Record<Exclude<LanguageCode, 'en'>, T>> };

/**
 * Makes the speaker of sentences that few pages ever show: all their languages but English are one part, fetched when the
 * first is wanted. It speaks English until then, and where they cannot be fetched.
 * @param part the part's name
 * @param pageElement whose language counts, where it is not the one that shows the sentences
 */
export function createRareSpeaker<T>(
  kit: Pick<Kit, 'loadPart'>,
  part: string,
  english: T,
): (element: SpeakingElement, pageElement?: Element) => RareSpeech<T> {
  let translations: Translations<T>['texts'] | undefined;
  let loading: Promise<void> | undefined;
  let isOver = false;
  return function speak(element, pageElement = element) {
    const lang = languageOf(pageElement);
    if (lang === 'en') return { lang, dir: 'ltr', text: english };
    if (translations) return { lang, dir: directionOf(lang), text: translations[lang] };
    if (!isOver) void (loading ??= load()).then(() => element.requestUpdate());
    return { lang: 'en', dir: 'ltr', text: english };
  };

  async function load(): Promise<void> {
    translations = (await kit.loadPart<Translations<T>>(part).catch(() => undefined))?.texts;
    isOver = true;
  }
}
