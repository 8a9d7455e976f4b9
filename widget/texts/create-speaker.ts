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
  /** Waits for the language; in English where it cannot be fetched. */
  soon(element: Element): Promise<Speech<G>>;
}

/** What a speaker needs of the entry. */
export type SpeakersKit = Pick<Kit, 'loadPart' | 'liveEntries'>;

/** An element that can be asked to render again. */
export type SpeakingElement = Element & { requestUpdate(): void };

const loaded = new Map<LanguageCode, Texts | undefined>([['en', undefined]]);
let watched: MutationObserver | undefined;

/** Makes the speaker of one group of sentences, from their English: that is carried along, the other languages are fetched. */
export function createSpeaker<G extends TextGroup>(kit: SpeakersKit, group: G, english: Texts[G]): Speaker<G> {
  const speechIn = (lang: LanguageCode): Speech<G> => ({
    lang: loaded.get(lang) ? lang : 'en',
    dir: loaded.get(lang) ? directionOf(lang) : 'ltr',
    // A language file cached before an upgrade may lack a new sentence.
    text: { ...english, ...loaded.get(lang)?.[group] },
  });
  return {
    now(element) {
      const lang = languageOf(element);
      watched ??= watchLanguage(kit);
      if (!loaded.has(lang)) void load(kit, lang).then(() => element.requestUpdate());
      return speechIn(lang);
    },
    async soon(element) {
      const lang = languageOf(element);
      await load(kit, lang);
      return speechIn(lang);
    },
  };
}

/** Without the language the element speaks English and asks no more: a reader is not helped by a line that changes later. */
async function load(kit: SpeakersKit, lang: LanguageCode): Promise<void> {
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
