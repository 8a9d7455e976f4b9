import type { Kit } from '../kit.ts';
import type { SpeakingElement } from '../texts/create-speaker.ts';
import { createPatientSpeaker } from '../texts/create-patient-speaker.ts';
import { createSpeaker } from '../texts/create-speaker.ts';
import { CTA } from '../texts/english.ts';

/** Answers the label for a `cta_text` of Meta's list and its language, and any other word as it is; an element hears of another language. */
export let ctaLabel: (element: SpeakingElement, name: string) => Promise<readonly [words: string, lang?: string]>;

/** Takes what the entry lends. */
export function define(kit: Kit): void {
  const speaker = createSpeaker(kit, 'cta', CTA);
  const load = createPatientSpeaker(kit, 'cta', CTA);
  ctaLabel = async (element, name) => {
    await load(element);
    const { lang, text } = speaker.now(element);
    return Object.hasOwn(text, name) ? [text[name as keyof typeof CTA], lang] : [name];
  };
}
