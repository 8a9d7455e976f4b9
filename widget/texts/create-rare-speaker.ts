import type { Part } from '../elements/load-part.ts';
import type { Kit } from '../kit.ts';
import type { SpeakingElement } from './create-speaker.ts';
import { languageOf } from './language-of.ts';
import { directionOf, type LanguageCode } from './languages.ts';
import type { RareGroup, RareLanguage } from './rare-language.ts';

/** The sentences of one thing in its reader's language; `lang` and `dir` belong on what shows them. */
export interface RareSpeech<G extends RareGroup> {
  readonly lang: LanguageCode;
  readonly dir: 'ltr' | 'rtl';
  readonly text: RareLanguage[G];
}

type RarePart = Part & { readonly texts: RareLanguage };

/**
 * Makes the speaker of sentences that few pages ever show: a language's are a part of their own, fetched when the first of
 * them is wanted. It speaks English until then, and where they cannot be fetched.
 * @param english its English, which is carried along
 * @param pageElement whose language counts, where it is not the one that shows the sentences
 */
export function createRareSpeaker<G extends RareGroup>(
  kit: Pick<Kit, 'loadPart'>,
  group: G,
  english: RareLanguage[G],
): (element: SpeakingElement, pageElement?: Element) => RareSpeech<G> {
  const loaded = new Map<LanguageCode, RareLanguage | undefined>();
  return function speak(element, pageElement = element) {
    const lang = languageOf(pageElement);
    const own = loaded.get(lang)?.[group];
    // A language file cached before an upgrade may lack a new sentence.
    if (own) return { lang, dir: directionOf(lang), text: { ...english, ...own } };
    if (lang !== 'en' && !loaded.has(lang)) void load(lang).then(() => element.requestUpdate());
    return { lang: 'en', dir: 'ltr', text: english };
  };

  async function load(lang: LanguageCode): Promise<void> {
    loaded.set(lang, (await kit.loadPart<RarePart>(`rare-${lang}`).catch(() => undefined))?.texts);
  }
}
