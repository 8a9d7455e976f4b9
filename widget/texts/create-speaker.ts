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
  /** At once: in English until the language is there; then, and when the page's language changes, the element is updated. */
  now(element: SpeakingElement): Speech<G>;
  /** Waits for the language; in English where it cannot be fetched. */
  soon(element: Element): Promise<Speech<G>>;
}

/** An element that can be asked to render again. */
export type SpeakingElement = Element & { requestUpdate(): void };

const loaded = new Map<LanguageCode, Texts | undefined>([['en', undefined]]);
const speaking = new Set<WeakRef<SpeakingElement>>();
const known = new WeakSet<SpeakingElement>();
let watched = false;

/** Makes the speaker of one group of sentences, from their English: that is carried along, the other languages are fetched. */
export function createSpeaker<G extends TextGroup>(
  kit: Pick<Kit, 'loadPart'>,
  group: G,
  english: Texts[G],
): Speaker<G> {
  const speechIn = (lang: LanguageCode): Speech<G> => ({
    lang: loaded.get(lang) ? lang : 'en',
    dir: loaded.get(lang) ? directionOf(lang) : 'ltr',
    // A language file cached before an upgrade may lack a new sentence.
    text: { ...english, ...loaded.get(lang)?.[group] },
  });
  return {
    now(element) {
      const lang = languageOf(element);
      if (!known.has(element)) remember(element);
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
async function load(kit: Pick<Kit, 'loadPart'>, lang: LanguageCode): Promise<void> {
  if (loaded.has(lang)) return;
  const part = await kit.loadPart<Part & { readonly texts: Language }>(`lang-${lang}`).catch(() => undefined);
  loaded.set(lang, part?.texts);
}

function remember(element: SpeakingElement): void {
  known.add(element);
  speaking.add(new WeakRef(element));
  if (watched) return;
  watched = true;
  new MutationObserver(speakAnew).observe(document, { subtree: true, attributeFilter: ['lang'] });
}

function speakAnew(): void {
  for (const reference of speaking) {
    const element = reference.deref();
    if (element) element.requestUpdate();
    else speaking.delete(reference);
  }
}
