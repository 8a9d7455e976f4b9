import { loadLanguage, type Speech, type SpeakersKit, speechIn } from './create-speaker.ts';
import type { TextGroup, Texts } from './keys.ts';
import { languageOf } from './language-of.ts';

/** Makes what waits for an element's language before it answers a group of sentences; they are English where it cannot be fetched. */
export function createPatientSpeaker<G extends TextGroup>(
  kit: SpeakersKit,
  group: G,
  english: Texts[G],
): (element: Element) => Promise<Speech<G>> {
  return async function speak(element) {
    const lang = languageOf(element);
    await loadLanguage(kit, lang);
    return speechIn(lang, group, english);
  };
}
