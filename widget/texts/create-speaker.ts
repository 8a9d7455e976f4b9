import type { Part } from '../elements/load-part.ts';
import type { Kit } from '../kit.ts';
import type { Language, TextGroup, Texts } from './keys.ts';
import { languageOf } from './language-of.ts';
import type { LanguageCode } from './languages.ts';
import { directionOf } from './languages.ts';

/** An element's sentences in its reader's language; `lang` and `dir` belong on what shows them. */
export interface Speech<G extends TextGroup> {
  readonly lang: LanguageCode;
  readonly dir: 'ltr' | 'rtl';
  readonly text: Texts[G];
}

/** How an element gets its sentences. */
export interface Speaker<G extends TextGroup> {
  /** At once: in English until the language is there; then, and when the page's language changes, an element of ours is updated. */
  now(element: SpeakingElement): Speech<G>;
}

/** What a speaker needs of the entry. */
export type SpeakersKit = Pick<Kit, 'loadPart' | 'liveEntries'>;

/** An element that can be asked to render again. */
export type SpeakingElement = Element & { requestUpdate(): void };

const loaded = new Map<LanguageCode, Texts | undefined>([['en', undefined]]);
let watched: MutationObserver | undefined;

/** Makes the speaker of one group of sentences, from their English: that is carried along, the other languages are fetched. */
export function createSpeaker<G extends TextGroup>(kit: SpeakersKit, group: G, english: Texts[G]): Speaker<G> {
  return {
    now(element) {
      const lang = languageOf(element);
      watched ??= watchLanguage(kit);
      if (!loaded.has(lang)) void loadLanguage(kit, lang).then(() => element.requestUpdate());
      return speechIn(lang, group, english);
    },
  };
}

/** Answers a group of sentences in a language that was loaded, else in English. */
export function speechIn<G extends TextGroup>(lang: LanguageCode, group: G, english: Texts[G]): Speech<G> {
  const own = loaded.get(lang);
  // A language file cached before an upgrade may lack a new sentence.
  return { lang: own ? lang : 'en', dir: directionOf(own ? lang : 'en'), text: { ...english, ...own?.[group] } };
}

/** Loads a language once. Without it elements speak English and ask no more: a line that changes later helps no reader. */
export async function loadLanguage(kit: SpeakersKit, lang: LanguageCode): Promise<void> {
  if (loaded.has(lang)) return;
  const part = await kit.loadPart<Part & { readonly texts: Language }>(`lang-${lang}`).catch(() => undefined);
  loaded.set(lang, part?.texts);
}

function watchLanguage({ liveEntries }: SpeakersKit): MutationObserver {
  const observer = new MutationObserver(() => {
    for (const element of liveEntries) element.requestUpdate();
  });
  observer.observe(document, { subtree: true, attributeFilter: ['lang'] });
  return observer;
}
